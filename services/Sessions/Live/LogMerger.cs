using System.Text;
using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>
/// One reader's place in a conversation's log. Entries are offered from several sources (the log, this instance,
/// other instances), in any order and repeatedly; what comes out is the log, in order, each entry once.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A message is next when its sequence is; a smaller one is known, a greater one shows a gap.</item>
/// <item>A delta is next when its offset is the length the reader has; it is cut when it overlaps.</item>
/// <item>A delta behind a gap is kept until the reply's text so far (a snapshot) reaches it.</item>
/// <item>
/// The reply's message ends the reply, or the word that none comes, or that nobody speaks it any more; deltas that come
/// later are known.
/// </item>
/// <item>What leaves carries the reader's own sequence, so that its cursor never goes back.</item>
/// </list>
/// </remarks>
internal sealed class LogMerger
{
    private const int RememberedReplies = 8;
    private const int MaxPending = 100_000;

    private readonly Queue<string> finished = new(RememberedReplies);
    private readonly StringBuilder pending = new();
    private string pendingReply = "";
    private int pendingStart;
    private string reply = "";
    private int offset;

    // The reply that the last look at the store found nobody speaking.
    private string silent = "";

    public LogMerger(long sequence, string replyId, int offset) =>
        (Sequence, reply, this.offset) = (sequence, replyId, replyId.Length > 0 ? offset : 0);

    /// <summary>The last sequence the reader has.</summary>
    public long Sequence { get; private set; }

    /// <summary>Text is held back until a snapshot reaches it.</summary>
    public bool AwaitsText => pendingReply.Length > 0;

    /// <summary>Adds to <paramref name="output"/> what of the entry is next.</summary>
    public MergeOutcome Offer(LogEntry entry, List<LogEntry> output) =>
        entry.EntryCase switch
        {
            LogEntry.EntryOneofCase.Message => OfferMessage(entry, output),
            LogEntry.EntryOneofCase.ReplyStarted => OfferStarted(entry, output),
            LogEntry.EntryOneofCase.ReplyDelta => OfferDelta(entry, output),
            LogEntry.EntryOneofCase.ReplyEnded => OfferEnded(entry, output),
            _ => MergeOutcome.Known,
        };

    /// <summary>The whole text of the running reply at some moment.</summary>
    public void OfferSnapshot(ReplyStarted started, string text, List<LogEntry> output)
    {
        if (finished.Contains(started.ReplyId))
        {
            return;
        }

        Begin(started, output);
        Emit(started.ReplyId, 0, text, output);
        if (pendingReply == reply && pendingStart <= offset)
        {
            Emit(reply, pendingStart, pending.ToString(), output);
            ForgetPending();
        }
    }

    /// <summary>
    /// The reply whose speaker holds the lease, empty when nobody does, as a look at the store found; its messages were
    /// offered before. A reply that two looks in turn find nobody speaking is over: its speaker died, and so did whoever
    /// would have said so. One look is not enough, as what it saw may be older than what was offered since.
    /// </summary>
    public void OfferSpeaker(string speaking, List<LogEntry> output)
    {
        if (reply.Length == 0 || reply == speaking || reply != silent)
        {
            silent = reply == speaking ? "" : reply;
            return;
        }

        var ended = new LogEntry
        {
            Sequence = Sequence,
            ReplyEnded = new ReplyEnded { ReplyId = reply },
        };
        OfferEnded(ended, output);
    }

    private MergeOutcome OfferMessage(LogEntry entry, List<LogEntry> output)
    {
        if (entry.Sequence <= Sequence)
        {
            return MergeOutcome.Known;
        }

        if (entry.Sequence > Sequence + 1)
        {
            return MergeOutcome.MessagesMissing;
        }

        Sequence = entry.Sequence;
        output.Add(entry);
        if (entry.Message.Author.Kind is AuthorKind.Ai)
        {
            Finish(entry.Message.Id);
        }

        return MergeOutcome.Taken;
    }

    private MergeOutcome OfferStarted(LogEntry entry, List<LogEntry> output)
    {
        if (entry.Sequence > Sequence)
        {
            return MergeOutcome.MessagesMissing;
        }

        return !finished.Contains(entry.ReplyStarted.ReplyId) && Begin(entry.ReplyStarted, output)
            ? MergeOutcome.Taken
            : MergeOutcome.Known;
    }

    private MergeOutcome OfferDelta(LogEntry entry, List<LogEntry> output)
    {
        var delta = entry.ReplyDelta;
        if (finished.Contains(delta.ReplyId))
        {
            return MergeOutcome.Known;
        }

        if (entry.Sequence > Sequence)
        {
            return MergeOutcome.MessagesMissing;
        }

        if (delta.ReplyId != reply || delta.Offset > offset)
        {
            KeepPending(delta);
            return MergeOutcome.TextMissing;
        }

        return Emit(delta.ReplyId, delta.Offset, delta.Text, output) ? MergeOutcome.Taken : MergeOutcome.Known;
    }

    private MergeOutcome OfferEnded(LogEntry entry, List<LogEntry> output)
    {
        if (entry.Sequence > Sequence)
        {
            return MergeOutcome.MessagesMissing;
        }

        var ended = entry.ReplyEnded.ReplyId;
        if (finished.Contains(ended))
        {
            return MergeOutcome.Known;
        }

        var isShown = ended == reply;
        Finish(ended);
        if (!isShown)
        {
            return MergeOutcome.Known;
        }

        output.Add(new LogEntry { Sequence = Sequence, ReplyEnded = entry.ReplyEnded });
        return MergeOutcome.Taken;
    }

    private bool Begin(ReplyStarted started, List<LogEntry> output)
    {
        if (started.ReplyId == reply)
        {
            return false;
        }

        (reply, offset) = (started.ReplyId, 0);
        output.Add(new LogEntry { Sequence = Sequence, ReplyStarted = started });
        return true;
    }

    private bool Emit(string replyId, int start, string text, List<LogEntry> output)
    {
        if (start + text.Length <= offset)
        {
            return false;
        }

        var delta = new ReplyDelta
        {
            ReplyId = replyId,
            Offset = offset,
            Text = text[(offset - start)..],
        };
        offset = start + text.Length;
        output.Add(new LogEntry { Sequence = Sequence, ReplyDelta = delta });
        return true;
    }

    private void KeepPending(ReplyDelta delta)
    {
        var end = pendingStart + pending.Length;
        var follows = pendingReply == delta.ReplyId && delta.Offset >= pendingStart && delta.Offset <= end;
        if (!follows || pending.Length + delta.Text.Length > MaxPending)
        {
            pending.Clear();
            (pendingReply, pendingStart) = (delta.ReplyId, delta.Offset);
            pending.Append(delta.Text);
        }
        else if (delta.Offset + delta.Text.Length > end)
        {
            pending.Append(delta.Text, end - delta.Offset, delta.Text.Length - (end - delta.Offset));
        }
    }

    private void Finish(string replyId)
    {
        if (finished.Count == RememberedReplies)
        {
            finished.Dequeue();
        }

        finished.Enqueue(replyId);
        if (replyId == reply)
        {
            (reply, offset) = ("", 0);
        }

        if (replyId == pendingReply)
        {
            ForgetPending();
        }
    }

    private void ForgetPending()
    {
        pending.Clear();
        pendingReply = "";
    }
}
