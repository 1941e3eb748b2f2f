using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Infrastructure;

/// <summary>A server the machine must have: its program and the Debian package that brings it.</summary>
internal sealed record NativeTool(string FileName, string Package, params IEnumerable<string> Folders)
{
    public static readonly NativeTool Initdb = new("initdb", "postgresql", PostgresFolders());
    public static readonly NativeTool Postgres = new("postgres", "postgresql", PostgresFolders());
    public static readonly NativeTool Redis = new("redis-server", "redis-server");
    public static readonly NativeTool Stat = new("stat", "coreutils", "/usr/bin", "/bin");
    public static readonly NativeTool Chown = new("chown", "coreutils", "/usr/bin", "/bin");
    public static readonly NativeTool Epmd = new("epmd", "rabbitmq-server");

    // Debian's /usr/sbin/rabbitmq-server changes user and folder; the script behind it does neither.
    public static readonly NativeTool RabbitMQ = new("rabbitmq-server", "rabbitmq-server", "/usr/lib/rabbitmq/bin");

    public string? Path => ExecutableFile.Find(FileName, Folders);

    public string Require() => Path ?? throw Missing([this]);

    public static DistributedApplicationException Missing(IReadOnlyCollection<NativeTool> tools)
    {
        var names = string.Join(", ", tools.Select(tool => tool.FileName));
        var packages = string.Join(' ', tools.Select(tool => tool.Package).Distinct(StringComparer.Ordinal));
        return new DistributedApplicationException(
            $"""
            These programs are missing: {names}.
              Install them:             sudo apt-get install -y {packages}    (./run.sh does it for you)
              Or use running servers:   give their connection strings, such as ConnectionStrings__redis
              Or use containers:        dotnet run --project Chat.AppHost -p:OfficialPackages=true    (needs Docker)
            """
        );
    }

    // Debian keeps each version in a folder of its own, off the search path; the newest one first.
    private static string[] PostgresFolders()
    {
        const string Root = "/usr/lib/postgresql";
        return Directory.Exists(Root)
            ?
            [
                .. Directory
                    .GetDirectories(Root)
                    .OrderByDescending(folder => int.TryParse(System.IO.Path.GetFileName(folder), out var v) ? v : 0)
                    .Select(folder => System.IO.Path.Combine(folder, "bin")),
            ]
            : [];
    }
}
