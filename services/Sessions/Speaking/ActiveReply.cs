using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Sessions.Live;
using Chat.Sessions.Messages;
using Author = Chat.Sessions.Conversations.Author;

namespace Chat.Sessions.Speaking;

/// <summary>
/// A reply this instance takes in: what was said so far, and why it should stop. Said by one call at a time, read by
/// readers who come in the middle, stopped by anybody.
/// </summary>
internal sealed class ActiveReply(LeaseKey key, Author speaker, Guid? inReplyTo, long startedAt)
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private readonly TaskCompletionSource<string> stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastSequence;
    private int callers;

    public LeaseKey Key { get; } = key;
    public Author Speaker { get; } = speaker;
    public Guid? InReplyTo { get; } = inReplyTo;

    /// <summary>It supersedes the answer there is.</summary>
    public bool Again { get; init; }

    /// <summary>Time stamp of when it began here.</summary>
    public long StartedAt { get; } = startedAt;

    /// <summary>Time stamp of when its text was saved for other instances; 0: never.</summary>
    public long SavedAt { get; set; }

    /// <summary>When the lease runs out, as this instance last heard; it names the renewal that was ours.</summary>
    public DateTime Expiry { get; set; }

    /// <summary>Its start was published.</summary>
    public bool Announced { get; set; }

    /// <summary>Done when it should stop, with the reason.</summary>
    public Task<string> Stopped => stop.Task;

    /// <summary>Done when somebody beside the reply's own reader was seen to follow it.</summary>
    public Task Followed => followed.Task;

    /// <summary>Where the log stood when it was last heard of.</summary>
    public long LastSequence => Volatile.Read(ref lastSequence);

    /// <summary>Which call speaks it; a later call takes it from an earlier, broken one.</summary>
    public int NextCaller() => Interlocked.Increment(ref callers);

    public bool IsCaller(int caller) => Volatile.Read(ref callers) == caller;

    public void SawSequence(long sequence)
    {
        lock (gate)
        {
            lastSequence = Math.Max(lastSequence, sequence);
        }
    }

    public void Follow() => followed.TrySetResult();

    public void Stop(string reason) => stop.TrySetResult(reason);

    /// <summary>
    /// Adds a delta; answers the entry that is new by it, or null when it brings nothing, leaves a gap or goes beyond
    /// the bound (the commit carries the whole text).
    /// </summary>
    public LogEntry? Append(int offset, string delta)
    {
        lock (gate)
        {
            if (offset > text.Length || offset + delta.Length <= text.Length || offset < 0)
            {
                return null;
            }

            var start = text.Length;
            var added = delta[(start - offset)..];
            if (start + added.Length > MessagesLimits.ReplyText)
            {
                return null;
            }

            text.Append(added);
            return new LogEntry
            {
                Sequence = lastSequence,
                ReplyDelta = new ReplyDelta
                {
                    ReplyId = Key.ReplyId.ToString(),
                    Offset = start,
                    Text = added,
                },
            };
        }
    }

    /// <summary>The entry that says it has begun.</summary>
    public LogEntry Start() => new() { Sequence = LastSequence, ReplyStarted = Started() };

    /// <summary>What was said so far.</summary>
    public string TextSoFar()
    {
        lock (gate)
        {
            return text.ToString();
        }
    }

    public ReplyText Snapshot() => new(Started(), TextSoFar());

    private ReplyStarted Started() =>
        new()
        {
            ReplyId = Key.ReplyId.ToString(),
            Author = Speaker.ToWire(),
            InReplyTo = InReplyTo?.ToString() ?? "",
        };
}
