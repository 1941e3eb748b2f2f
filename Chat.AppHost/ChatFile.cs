using Microsoft.Extensions.Configuration;

namespace Chat.AppHost;

/// <summary>The one file in which everything can be configured (docs/configuration.md).</summary>
internal static class ChatFile
{
    private const string Variable = "CHAT_CONFIG";
    private const string DefaultName = "chat.json";

    /// <summary>Tells services where it is: where the variable says, else beside us if it is there; they check it.</summary>
    public static void GiveTo(IEnumerable<IResourceBuilder<ProjectResource>> services, IConfiguration settings)
    {
        var named = settings[Variable] is { Length: > 0 } path ? path : DefaultName;
        if (named == DefaultName && !File.Exists(named))
        {
            return;
        }
        foreach (var service in services)
        {
            service.WithEnvironment(Variable, Path.GetFullPath(named));
        }
    }
}
