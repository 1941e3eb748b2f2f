namespace Aspire.Hosting.Orchestration;

/// <summary>Keeps what an instance wrote, in a file that begins anew when it has grown; one older file stays.</summary>
internal sealed class ResourceLogFile : IDisposable
{
    private const long MaxBytes = 10 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly string _path;
    private StreamWriter? _writer;
    private bool _disposed;

    public ResourceLogFile(string folder, string instanceId)
    {
        _path = Path.Combine(folder, instanceId + ".log");
        _writer = Open();
    }

    public void Append(string line)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                if (_writer?.BaseStream.Length > MaxBytes)
                {
                    Close();
                    File.Move(_path, _path + ".1", overwrite: true);
                }

                _writer ??= Open();
                _writer.WriteLine(line);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A full disk, or a file that somebody took over, must not end the AppHost: nobody is there to catch it where
                // lines come in. The ring in memory still has the line, and the next one finds out whether it is over.
                Close();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Close();
        }
    }

    // The stream alone: each line is flushed, and a writer would try again to write the one that failed.
    private void Close()
    {
        _writer?.BaseStream.Dispose();
        _writer = null;
    }

    private StreamWriter Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            BufferSize = 0,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        return new StreamWriter(_path, options) { AutoFlush = true };
    }
}
