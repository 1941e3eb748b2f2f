namespace Chat.Architecture.Tests;

/// <summary>The sources, parsed once. Migrations and generated code are left out: they are written once or by tools.</summary>
internal static class Sources
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> AllFiles = new(() =>
        [
            .. Repository
                .Files("", ".cs")
                .Where(path => !path.Contains("/Data/Migrations/", StringComparison.Ordinal))
                .AsParallel()
                .AsOrdered()
                .Select(path => new SourceFile(path)),
        ]
    );

    public static IReadOnlyList<SourceFile> All => AllFiles.Value;

    /// <summary>What runs in production: services, what they share, the AppHost.</summary>
    public static IEnumerable<SourceFile> Production =>
        All.Where(file =>
            file.Path.StartsWith("services/", StringComparison.Ordinal)
            || file.Path.StartsWith("Chat.", StringComparison.Ordinal)
        );

    public static IEnumerable<SourceFile> Compat =>
        All.Where(file => file.Path.StartsWith("compat/", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Services =>
        All.Where(file => file.Path.StartsWith("services/", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Tests =>
        All.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal));
}
