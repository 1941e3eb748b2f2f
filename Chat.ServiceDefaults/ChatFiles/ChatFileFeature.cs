using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Takes the chat file into a service's settings.</summary>
internal static class ChatFileFeature
{
    /// <summary>Variable that names the file.</summary>
    private const string Variable = "CHAT_CONFIG";

    private const string KeeperOfDocuments = "Knowledge";

    /// <summary>Adds the file, if one is named: over the service's own settings, under variables and arguments.</summary>
    public static void AddChatFile(WebApplicationBuilder builder)
    {
        if (builder.Configuration[Variable] is not { Length: > 0 } path)
        {
            return;
        }
        var keepsDocuments = builder.Environment.ApplicationName == KeeperOfDocuments;
        var source = new ChatFileSource(Path.GetFullPath(path), keepsDocuments);
        var sources = builder.Configuration.Sources;
        var variables = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault();
        sources.Insert(variables is null ? sources.Count : sources.IndexOf(variables), source);
        builder.Services.AddSingleton(source);
        builder.Services.AddHostedService<ChatFileWatch>();
    }
}
