namespace Aspire.Hosting.Processes;

/// <summary>Finds programs.</summary>
internal static class ExecutableFile
{
    // Servers are in sbin, which the search path of ordinary users lacks.
    private static readonly string[] s_alwaysSearched = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/opt/homebrew/bin"];

    public static string? Find(string name, params IEnumerable<string> firstFolders)
    {
        if (Path.IsPathRooted(name))
        {
            return File.Exists(name) ? name : null;
        }
        var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        return firstFolders
            .Concat(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Concat(s_alwaysSearched)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
