using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.Surface;

/// <summary>
/// What is written against the stand-in must compile against the official packages: each public type, extension method
/// and member of ours is looked up in their assemblies.
/// </summary>
public sealed class SurfaceTests(OfficialPackages official) : IClassFixture<OfficialPackages>
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static IEnumerable<Type> Ours =>
        new[] { typeof(DistributedApplication), typeof(DistributedApplicationTestingBuilder) }.SelectMany(type =>
            type.Assembly.GetExportedTypes()
        );

    [Fact]
    public void ExtensionMethods_AreAllOfficial()
    {
        var theirs = official.Types.SelectMany(types => types).SelectMany(Extensions).Select(MemberText.Of);

        var ours = Ours.SelectMany(Extensions).Select(MemberText.Of).ToList();

        Assert.NotEmpty(ours);
        AssertNone(ours.Except(theirs, StringComparer.Ordinal));
    }

    [Fact]
    public void Types_AreAllOfficial() =>
        AssertNone(
            from type in Ours
            where !IsExtensionClass(type) && !official.Types.Contains(Name(type))
            select type.FullName
        );

    [Fact]
    public void Types_ImplementWhatTheOfficialOnesDo() =>
        AssertNone(
            from type in Ours
            from theirs in official.Types[Name(type)]
            from ability in type.GetInterfaces().Select(Name)
            where ability.StartsWith("Aspire.", StringComparison.Ordinal)
            where !theirs.GetInterfaces().Select(Name).Contains(ability, StringComparer.Ordinal)
            select $"{type.FullName} : {ability}"
        );

    [Fact]
    public void Members_AreAllOfficial() =>
        AssertNone(
            from type in Ours
            where !IsExtensionClass(type)
            from theirs in official.Types[Name(type)]
            let known = Members(theirs, Declared & ~BindingFlags.DeclaredOnly).ToList()
            from member in Members(type, Declared).Except(known, StringComparer.Ordinal)
            let name = member[..(member.IndexOf('(', StringComparison.Ordinal) + 1)]
            let alike = known.Where(other => other.StartsWith(name, StringComparison.Ordinal))
            select $"{type.FullName}.{member}; official: {string.Join(" or ", alike)}"
        );

    private static void AssertNone(IEnumerable<string?> faults)
    {
        var text = string.Join(Environment.NewLine, faults);
        Assert.True(text.Length == 0, text);
    }

    private static IEnumerable<MethodInfo> Extensions(Type type) =>
        type.GetMethods(Declared).Where(MemberText.IsExtension);

    // An interface's own reflection leaves out what it inherits.
    private static IEnumerable<string> Members(Type type, BindingFlags flags) =>
        (type.IsInterface && flags != Declared ? [type, .. type.GetInterfaces()] : (Type[])[type])
            .SelectMany(part => part.GetMethods(flags))
            .Where(method => !MemberText.IsExtension(method))
            .Select(MemberText.Of);

    private static bool IsExtensionClass(Type type) => type.IsAbstract && type.IsSealed && Extensions(type).Any();

    private static string Name(Type type) => type.IsGenericType ? $"{type.Namespace}.{type.Name}" : type.FullName!;
}
