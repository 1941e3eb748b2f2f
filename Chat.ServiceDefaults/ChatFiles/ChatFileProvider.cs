using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Loads a chat file. A wrong one stops the start; while running it changes nothing, and the faults are told.</summary>
internal sealed class ChatFileProvider(ChatFileSource source) : FileConfigurationProvider(source)
{
    private const string Documents = "Knowledge:";

    private bool isLoaded;

    /// <summary>Faults of the file as it is now; empty: its settings are in force.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <inheritdoc/>
    public override void Load(Stream stream)
    {
        var read = ChatFileReader.Read(stream, Environment.GetEnvironmentVariable);
        Faults = read.Faults;
        if (read.Faults.Count == 0)
        {
            // The documents may be a hundred megabytes, which five services need not all hold.
            Data = read
                .Values.Where(value =>
                    source.KeepsDocuments || !value.Key.StartsWith(Documents, StringComparison.OrdinalIgnoreCase)
                )
                .ToDictionary(StringComparer.OrdinalIgnoreCase);
            isLoaded = true;
        }
        else if (!isLoaded)
        {
            throw new InvalidDataException(
                $"{Source.Path} has {read.Faults.Count} fault(s):{Environment.NewLine}- "
                    + string.Join(Environment.NewLine + "- ", read.Faults)
            );
        }
    }
}
