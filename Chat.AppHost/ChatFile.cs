using Chat.ServiceDefaults.ChatFiles;
using Microsoft.Extensions.Configuration;

namespace Chat.AppHost;

/// <summary>The one file in which everything can be configured (docs/configuration.md).</summary>
internal static class ChatFile
{
    private const string Variable = "CHAT_CONFIG";
    private const string DefaultName = "chat.json";

    /// <summary>
    /// Tells services where it is: where the variable says, else beside us if it is there. A wrong one ends the process
    /// with its faults and exit code 1: nothing has been started yet. Services check it once more, with their options.
    /// </summary>
    public static void GiveTo(IEnumerable<IResourceBuilder<ProjectResource>> services, IConfiguration settings)
    {
        var isNamed = settings[Variable] is { Length: > 0 };
        var path = Path.GetFullPath(isNamed ? settings[Variable]! : DefaultName);
        if (!isNamed && !File.Exists(path))
        {
            return;
        }
        if (FaultOf(path, isNamed) is { } fault)
        {
            Console.Error.WriteLine($"Chat did not start: {fault}");
            Environment.Exit(1);
        }
        foreach (var service in services)
        {
            service.WithEnvironment(Variable, path);
        }
    }

    private static string? FaultOf(string path, bool isNamed)
    {
        var whose = isNamed ? $", which {Variable} names," : "";
        try
        {
            using var file = File.OpenRead(path);
            var faults = ChatFileReader.Read(file, Environment.GetEnvironmentVariable).Faults;
            return faults.Count == 0
                ? null
                : $"{path}{whose} has {faults.Count} fault(s):{Environment.NewLine}- "
                    + string.Join(Environment.NewLine + "- ", faults);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"there is no file {path}, which {Variable} names. Correct the variable, or leave it out.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path}{whose} cannot be read: {exception.Message}";
        }
    }
}
