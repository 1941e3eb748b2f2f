using Chat.Sessions.Conversations;

namespace Chat.Sessions.Signals;

/// <summary>Somebody types (for at most <paramref name="Lasts"/> without another signal), or has stopped.</summary>
internal sealed record TypingSignal(Author Author, bool IsTyping, TimeSpan Lasts) : Signal
{
    // Of its own for colleagues: it must not take the place of an end that customers have yet to hear.
    public override string Key => $"typing:{(int)Author.Kind}:{Author.Id}{(IsInternal ? ":internal" : "")}";
}
