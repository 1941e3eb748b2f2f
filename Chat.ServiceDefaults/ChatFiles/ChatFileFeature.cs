using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

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
        var full = Path.GetFullPath(path);
        var source = new ChatFileSource
        {
            FileProvider = new PhysicalFileProvider(Path.GetDirectoryName(full)!),
            Path = Path.GetFileName(full),
            Optional = false,
            ReloadOnChange = true,
            KeepsDocuments = builder.Environment.ApplicationName == KeeperOfDocuments,
        };
        var sources = builder.Configuration.Sources;
        var variables = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault();
        sources.Insert(variables is null ? sources.Count : sources.IndexOf(variables), source);
        builder.Services.AddSingleton(source);
        builder.Services.AddHostedService<ChatFileWatch>();
    }
}
