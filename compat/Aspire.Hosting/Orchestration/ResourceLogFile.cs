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
            catch (IOException)
            {
                // A full disk must not end the process that wrote the line: the ring in memory still has it, and the next
                // line finds out whether there is room again.
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
