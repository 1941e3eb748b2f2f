using System.Reflection;

namespace Aspire.Compat.Tests.Surface;

/// <summary>The official assemblies, read as metadata from the restored packages; nothing of them is run.</summary>
public sealed class OfficialPackages : IDisposable
{
    private static readonly string[] s_names =
    [
        "Aspire.Hosting",
        "Aspire.Hosting.PostgreSQL",
        "Aspire.Hosting.Redis",
        "Aspire.Hosting.RabbitMQ",
        "Aspire.Hosting.Testing",
    ];

    private readonly MetadataLoadContext _context;

    public OfficialPackages()
    {
        var official = s_names.Select(PathOf).ToList();
        var names = official.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        var others = new[] { typeof(object), typeof(Microsoft.AspNetCore.Builder.WebApplication), GetType() }
            .SelectMany(type => Directory.GetFiles(Path.GetDirectoryName(type.Assembly.Location)!, "*.dll"))
            .Where(path => !names.Contains(Path.GetFileName(path)))
            .DistinctBy(Path.GetFileName, StringComparer.Ordinal);
        _context = new MetadataLoadContext(new PathAssemblyResolver([.. official, .. others]));
        Types = official
            .SelectMany(path => _context.LoadFromAssemblyPath(path).GetExportedTypes())
            .ToLookup(type => type.FullName!, StringComparer.Ordinal);
    }

    /// <summary>The public types by full name.</summary>
    public ILookup<string, Type> Types { get; }

    public void Dispose() => _context.Dispose();

    private static string PathOf(string name) =>
        Path.Combine(
            Metadata("packages"),
            name.ToLowerInvariant(),
            Metadata("version"),
            "lib",
            "net8.0",
            name + ".dll"
        );

    private static string Metadata(string key) =>
        typeof(OfficialPackages)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
