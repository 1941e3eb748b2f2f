using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>
/// Loads a chat file, and again when it changed. A wrong one, or none, stops the start; while running it changes nothing, and
/// the faults are told.
/// </summary>
/// <remarks>
/// It is looked at now and then: the framework's watcher does not hear of links that lead elsewhere (a ConfigMap of
/// Kubernetes) nor of what others write on network drives, watches all folders beside the file, and takes a file that is
/// gone for an empty one.
/// </remarks>
internal sealed class ChatFileProvider(string path, bool keepsDocuments) : ConfigurationProvider
{
    private const string Documents = "Knowledge:";

    private (DateTime Written, long Length)? taken;
    private (DateTime Written, long Length)? last;

    /// <summary>Faults of the file as it was taken last; empty: its settings are in force.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <inheritdoc/>
    /// <exception cref="WrongChatFileException">It is wrong, or not there.</exception>
    public override void Load()
    {
        taken = last = Look();
        Take();
        if (Faults.Count > 0)
        {
            throw new WrongChatFileException(path, Faults);
        }
    }

    /// <summary>Takes it again if it changed, but not since the last look. True: it was, and <see cref="Faults"/> says how it is.</summary>
    public bool LookAgain()
    {
        var look = Look();
        // What changed since the last look may be half written, or gone because another one is coming.
        var isNew = look == last && look != taken;
        last = look;
        if (isNew)
        {
            taken = look;
            Take();
            OnReload();
        }
        return isNew;
    }

    // Of what the links lead to in the end; null: it cannot be opened.
    private (DateTime Written, long Length)? Look()
    {
        try
        {
            using var file = File.OpenHandle(path);
            return (File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Take()
    {
        try
        {
            using var file = File.OpenRead(path);
            var read = ChatFileReader.Read(file, Environment.GetEnvironmentVariable);
            Faults = read.Faults;
            if (read.Faults.Count == 0)
            {
                // The documents may be a hundred megabytes, which five services need not all hold.
                Data = read
                    .Values.Where(value =>
                        keepsDocuments || !value.Key.StartsWith(Documents, StringComparison.OrdinalIgnoreCase)
                    )
                    .ToDictionary(StringComparer.OrdinalIgnoreCase);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Faults = [$"The file cannot be read: {exception.Message}"];
        }
    }
}
