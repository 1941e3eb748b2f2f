using System.Reflection;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Projects;

/// <summary>Where the build put the projects, as the AppHost's build recorded it in its assembly.</summary>
internal sealed class ProjectOutputs(Assembly? appHost)
{
    /// <summary>AssemblyMetadata key: the AppHost's folder.</summary>
    public const string AppHostDirectoryKey = "apphostprojectpath";

    private const string OutputKeyPrefix = "aspire:output:";

    public string Find(IResource project)
    {
        var path = project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        return Metadata(appHost, OutputKeyPrefix + path)
            ?? throw new DistributedApplicationException(
                $"The AppHost's build recorded no output of {path}: reference that project from the AppHost's."
            );
    }

    public static string? Metadata(Assembly? assembly, string key) =>
        assembly
            ?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == key)
            ?.Value;
}
