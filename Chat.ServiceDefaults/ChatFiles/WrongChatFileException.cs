namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>A chat file cannot be taken; the message has all its faults, each on a line.</summary>
internal sealed class WrongChatFileException(string path, IReadOnlyList<string> faults)
    : Exception(
        $"{path} has {faults.Count} fault(s):{Environment.NewLine}- " + string.Join(Environment.NewLine + "- ", faults)
    );
