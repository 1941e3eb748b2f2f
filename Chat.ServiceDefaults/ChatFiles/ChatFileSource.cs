using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>A chat file as a source of settings; watched.</summary>
internal sealed class ChatFileSource : FileConfigurationSource
{
    /// <summary>Whether this service is the one that searches the file's documents.</summary>
    public required bool KeepsDocuments { get; init; }

    /// <summary>The one provider made of it.</summary>
    public ChatFileProvider? Provider { get; private set; }

    /// <inheritdoc/>
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return Provider = new ChatFileProvider(this);
    }
}
