using System.Xml.Linq;

namespace Chat.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Services = ["Gateway", "Inference", "Knowledge", "Sessions", "Webhooks"];

    [Fact]
    public void Projects_Services_ReferenceNoOtherService() =>
        Faults.AssertNone(
            from project in Repository
                .Files("services", ".csproj")
                .Concat(Repository.Files("Chat.ServiceDefaults", ".csproj"))
            from reference in ReferencesOf(project)
            where reference.Contains("services/", StringComparison.Ordinal) || IsSibling(project, reference)
            select $"{project} references {reference}"
        );

    [Fact]
    public void Sources_Services_UseNoOtherServicesNamespaces() =>
        Faults.AssertNone(
            from file in Sources.Services
            let own = file.Path.Split('/')[1]
            from used in file.Usings
            from other in Services
            where
                other != own && (used == $"Chat.{other}" || used.StartsWith($"Chat.{other}.", StringComparison.Ordinal))
            select $"{file.Path} uses {used}"
        );

    [Fact]
    public void Sources_ServiceDefaults_KnowNoDomain() =>
        Faults.AssertNone(
            from file in Sources.Production
            where file.Path.StartsWith("Chat.ServiceDefaults/", StringComparison.Ordinal)
            from used in file.Usings
            where Services.Any(service => used.StartsWith($"Chat.{service}", StringComparison.Ordinal))
            select $"{file.Path} uses {used}"
        );

    [Fact]
    public void Projects_OutsideTheBuildFiles_DoNotKnowTheStandIns() =>
        Faults.AssertNone(
            from project in Repository.Files("", ".csproj")
            where
                !project.StartsWith("compat/", StringComparison.Ordinal)
                && !project.StartsWith("tests/", StringComparison.Ordinal)
            from reference in ReferencesOf(project)
            where reference.Contains("compat/", StringComparison.Ordinal)
            where project != "Chat.AppHost/Chat.AppHost.csproj"
            select $"{project} references {reference}"
        );

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument
            .Parse(Repository.Read(project))
            .Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")?.Value.Replace('\\', '/') ?? "");

    private static bool IsSibling(string project, string reference) =>
        project.StartsWith("services/", StringComparison.Ordinal)
        && Services.Any(service => reference.StartsWith($"../{service}/", StringComparison.Ordinal));
}
