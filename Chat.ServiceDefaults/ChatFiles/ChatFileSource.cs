using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>A chat file as a source of settings; watched.</summary>
/// <param name="path">Where it is.</param>
/// <param name="keepsDocuments">Whether this service is the one that searches the file's documents.</param>
internal sealed class ChatFileSource(string path, bool keepsDocuments) : IConfigurationSource
{
    /// <summary>The one provider made of it.</summary>
    public ChatFileProvider? Provider { get; private set; }

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) =>
        Provider = new ChatFileProvider(path, keepsDocuments);
}
