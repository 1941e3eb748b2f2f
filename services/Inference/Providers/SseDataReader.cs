using System.Buffers;

namespace Chat.Inference.Providers;

/// <summary>Cuts a stream of server-sent events into the data of its events, wherever the network cut the bytes.</summary>
/// <remarks>
/// Providers write one <c>data:</c> line per event, so each line is one item; comments, event names and blank lines are
/// skipped. The buffer is pooled and grows up to <see cref="MaxLineBytes"/>. Not thread-safe; dispose it once.
/// </remarks>
internal sealed class SseDataReader : IDisposable
{
    /// <summary>Longest line taken: far more than any provider's event.</summary>
    public const int MaxLineBytes = 1 << 20;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>Where the next bytes of the stream belong; say how many with <see cref="Advance"/>.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaxLineBytes"/>.</exception>
    public Memory<byte> Free()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _scanned, _end) = (0, _scanned - _start, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            Grow();
        }
        return _buffer.AsMemory(_end);
    }

    /// <summary>Says how many bytes were written to <see cref="Free"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>The data of the next event that is there as a whole; valid until <see cref="Free"/>.</summary>
    public bool TryRead(out ReadOnlySpan<byte> data)
    {
        while (TryReadLine(out var line))
        {
            if (line.StartsWith("data:"u8))
            {
                data = line[5..];
                data = data is [(byte)' ', ..] ? data[1..] : data;
                return true;
            }
        }
        data = default;
        return false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        var length = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
        if (length < 0)
        {
            _scanned = _end;
            line = default;
            return false;
        }
        var lineEnd = _scanned + length;
        line = _buffer.AsSpan(_start, lineEnd - _start);
        line = line is [.., (byte)'\r'] ? line[..^1] : line;
        (_start, _scanned) = (lineEnd + 1, lineEnd + 1);
        return true;
    }

    private void Grow()
    {
        if (_buffer.Length >= MaxLineBytes)
        {
            throw new InvalidDataException("The provider sent a line that is too long.");
        }
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
