namespace Aspire.Hosting.Orchestration;

/// <summary>Keeps what an instance wrote, in a file that begins anew when it has grown; one older file stays.</summary>
internal sealed class ResourceLogFile : IDisposable
{
    private const long MaxBytes = 10 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly string _path;
    private StreamWriter? _writer;

    public ResourceLogFile(string folder, string instanceId)
    {
        _path = Path.Combine(folder, instanceId + ".log");
        _writer = Open();
    }

    public void Append(string line)
    {
        lock (_lock)
        {
            try
            {
                if (_writer?.BaseStream.Length > MaxBytes)
                {
                    _writer.Dispose();
                    File.Move(_path, _path + ".1", overwrite: true);
                    _writer = Open();
                }
                _writer?.WriteLine(line);
            }
            catch (IOException)
            {
                // A full disk must not end the process that wrote the line; the ring in memory still has it.
                _writer = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private StreamWriter Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        return new StreamWriter(_path, options) { AutoFlush = true };
    }
}
