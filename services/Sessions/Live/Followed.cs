using Chat.Sessions.Conversations;

namespace Chat.Sessions.Live;

/// <summary>One subscription of a Follow call, from its command until it is over.</summary>
internal sealed class Followed(CancellationTokenSource life, LogSources sources)
{
    private volatile Place? place;
    private volatile bool isTyping;

    public CancellationToken Life => life.Token;

    public void Cancel() => life.Cancel();

    /// <summary>The reader was let in; with an author it could write there as that.</summary>
    public void LetIn(LogKey key, Author? author, bool hearsSignals)
    {
        place = new Place(key, author, hearsSignals);
        sources.Attendance.Came(key.ConversationId, author?.Kind, hearsSignals);
    }

    /// <summary>The reader types; nothing when it was not let in, or is nobody who could write.</summary>
    public void Type(bool typing)
    {
        if (place is { Author: { } author } there)
        {
            isTyping = typing;
            sources.Typists.Set(there.Key.TenantId, there.Key.ConversationId, author, typing);
        }
    }

    /// <summary>The subscription is over, and with it what its reader was typing; a customer may come back.</summary>
    public void End()
    {
        if (isTyping)
        {
            Type(typing: false);
        }

        if (place is { } there)
        {
            sources.Attendance.Left(
                there.Key.TenantId,
                there.Key.ConversationId,
                there.Author?.Kind,
                there.HearsSignals
            );
        }
    }

    private sealed record Place(LogKey Key, Author? Author, bool HearsSignals);
}
