using System.Collections.Concurrent;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Faults;

/// <summary>What the suite acknowledged to one visitor in one conversation.</summary>
public sealed class VisitorRecord
{
    private readonly ConcurrentDictionary<string, byte> _acknowledged = new(StringComparer.Ordinal);

    public string? ConversationId { get; private set; }

    public string? VisitorToken { get; private set; }

    /// <summary>Ids of messages the suite said it had stored.</summary>
    public ICollection<string> Acknowledged => _acknowledged.Keys;

    /// <summary>Reply id and text, in the order they were completed.</summary>
    public ConcurrentQueue<(string ReplyId, string Text)> Replies { get; } = new();

    /// <summary>The visitor's texts that were answered, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Tries that failed, for the test's message.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    public void Note(ChatOutcome outcome)
    {
        ConversationId ??= outcome.ConversationId;
        VisitorToken ??= outcome.VisitorToken;
        if (outcome.MessageId is { } message)
        {
            _acknowledged.TryAdd(message, 0);
        }

        if (outcome.ReplyId is { } reply)
        {
            _acknowledged.TryAdd(reply, 0);
        }
    }

    public void Answered(string text, ChatOutcome outcome)
    {
        Asked.Enqueue(text);
        Replies.Enqueue((outcome.ReplyId!, outcome.Text));
    }
}
