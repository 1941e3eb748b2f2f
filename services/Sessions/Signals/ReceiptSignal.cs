using Chat.Sessions.Conversations;

namespace Chat.Sessions.Signals;

/// <summary>The last sequences that reached the reader, and that it saw.</summary>
internal sealed record ReceiptSignal(Author Reader, long Delivered, long Read) : Signal
{
    public override string Key => $"receipt:{(int)Reader.Kind}:{Reader.Id}";
}
