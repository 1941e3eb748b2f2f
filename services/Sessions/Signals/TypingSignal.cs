using Chat.Sessions.Conversations;

namespace Chat.Sessions.Signals;

/// <summary>Somebody types (for at most <paramref name="Lasts"/> without another signal), or has stopped.</summary>
internal sealed record TypingSignal(Author Author, bool IsTyping, TimeSpan Lasts) : Signal
{
    public override string Key => $"typing:{(int)Author.Kind}:{Author.Id}";
}
