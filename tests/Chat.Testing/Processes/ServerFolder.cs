using System.Globalization;

namespace Chat.Testing.Processes;

/// <summary>
/// Private folders of servers, under <c>/var/tmp</c> so that unprivileged server users can reach them. Named by the
/// process that owns them, so that the folders of processes that were killed can be told and removed.
/// </summary>
internal static class ServerFolder
{
    private static readonly string Root = Path.Combine("/var/tmp", "chat-tests-" + Environment.UserName);
    private static int count;

    static ServerFolder()
    {
        Directory.CreateDirectory(Root);
        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            var owner = Path.GetFileName(folder).Split('-')[0];
            if (!Directory.Exists($"/proc/{owner}"))
            {
                TryDelete(folder);
            }
        }
    }

    public static async Task<string> CreateAsync(string server, string? user)
    {
        var number = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);
        var path = Path.Combine(Root, $"{Environment.ProcessId}-{number}-{server}");
        string[] owner = user is not null && ServerProcess.IsRoot ? ["-o", user, "-g", user] : [];
        await ServerProcess.RunAsync("install", ["-d", "-m", "700", .. owner, path]);
        return path;
    }

    public static void TryDelete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else removes it at the same time, or a dying server still writes; the next run tries again.
            Console.Error.WriteLine($"The test folder {path} stays for now: {exception.Message}");
        }
    }
}
