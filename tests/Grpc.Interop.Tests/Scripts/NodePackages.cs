namespace Grpc.Interop.Tests.Scripts;

/// <summary>Installs what package-lock.json names beside the copied scripts, once for all fixtures of the run.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static Task EnsureAsync(CancellationToken cancellationToken) => Installed.Value.WaitAsync(cancellationToken);

    private static async Task InstallAsync()
    {
        var folder = Path.Combine(Tool.Folder, "node");
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var (code, _, error) = await Tool.RunAsync(
            "npm",
            ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"],
            limit.Token
        );
        if (code != 0)
        {
            throw new InvalidOperationException($"npm ci failed with {code}: {error}");
        }

        await File.WriteAllTextAsync(stamp, wanted);
    }
}
