using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;
using Chat.Sessions.Log;
using Chat.Sessions.Messages;
using LogEntry = Chat.Contracts.Sessions.V1.LogEntry;
using ReplyEnded = Chat.Contracts.Sessions.V1.ReplyEnded;

namespace Chat.Sessions.Speaking;

/// <summary>Takes replies in: begins them under the lease, tells readers what is said, and makes them messages.</summary>
internal sealed class ReplyIntake(
    LogWriter log,
    LogHub hub,
    ReplyTexts texts,
    LeaseStore leases,
    LeaseQueue queue,
    ActiveReplies active,
    TimeProvider time
)
{
    // An answer that is over sooner is not worth a write: who comes in between gets its message.
    private static readonly TimeSpan FirstSave = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SaveInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Begins a reply, or takes it up again after its call broke.</summary>
    public async Task<Result<BegunReply>> BeginAsync(ReplyBeginning beginning, CancellationToken cancellationToken)
    {
        if (beginning.Key.Fence != 0)
        {
            var renewed = await leases.RenewAsync(beginning.Key, cancellationToken);
            if (renewed.IsSuccess)
            {
                return Resume(beginning, renewed.Value);
            }

            // It was cut off before it opened its call: it is told so, and what was said until then is kept.
            return renewed.Error is LeaseLost && await leases.FindCutAsync(beginning.Key, cancellationToken) is { } cut
                ? Resume(beginning, cut)
                : renewed.Error;
        }

        var acquired = await queue.AcquireAsync(
            beginning.Key,
            beginning.InReplyTo,
            beginning.HistoryLimit,
            cancellationToken
        );
        return acquired.IsSuccess
            ? Enter(beginning, acquired.Value.Lease, acquired.Value.LastSequence, acquired.Value.History)
            : acquired.Error;
    }

    /// <summary>Tells everybody who follows what was said.</summary>
    public void Say(ActiveReply reply, int offset, string text)
    {
        if (reply.Append(offset, text) is not { } entry)
        {
            return;
        }

        Publish(reply, entry);
        if (
            time.GetElapsedTime(reply.StartedAt) >= FirstSave
            && (reply.SavedAt == 0 || time.GetElapsedTime(reply.SavedAt) >= SaveInterval)
        )
        {
            Save(reply);
        }
    }

    /// <summary>Keeps what was said for readers of other instances.</summary>
    public void Save(ActiveReply reply)
    {
        reply.SavedAt = time.GetTimestamp();
        texts.Save(reply.Key.ConversationId, reply.Snapshot());
    }

    /// <summary>
    /// Makes a reply a message and gives the lease back. A repeated call gives the first one's message. What was whole
    /// before its speaker could hear that somebody cut it off is kept as any cut reply is: its readers saw it.
    /// </summary>
    public async Task<Result<StoredMessage>> CommitAsync(
        ReplyBeginning beginning,
        ReplyEnding ending,
        CancellationToken cancellationToken
    )
    {
        var appended = await log.AppendAsync(ToMessage(beginning, ending, null), cancellationToken);
        if (
            !appended.IsSuccess
            && appended.Error is LeaseLost
            && ending.State is MessageState.Complete
            && await leases.FindCutAsync(beginning.Key, cancellationToken) is { } lease
        )
        {
            var cut = ending with { State = MessageState.Interrupted, InterruptionReason = lease.Stop };
            appended = await log.AppendAsync(ToMessage(beginning, cut, null), cancellationToken);
        }

        return appended.IsSuccess ? appended.Value.Message : appended.Error;
    }

    /// <summary>Gives back the lease of a reply that ended before anything was said: no message comes of it.</summary>
    /// <param name="key">The lease.</param>
    /// <param name="reply">As it is known here.</param>
    /// <param name="isSettled">Nobody is to be asked for the answer again.</param>
    public async Task GiveUpAsync(LeaseKey key, ActiveReply? reply, bool isSettled)
    {
        try
        {
            var isReleased = await leases.ReleaseAsync(key, expiry: null, isSettled, CancellationToken.None);
            if (reply is null && isReleased)
            {
                // Another instance took it in: its call broke, and this is the last word of its speaker.
                TellNothingComes(key, lastSequence: 0);
            }
        }
        finally
        {
            if (reply is not null)
            {
                TellNothingComes(reply.Key, reply.LastSequence);
                Leave(reply);
            }
        }
    }

    /// <summary>Makes what was said a message, unless its speaker came back, here or on another instance.</summary>
    public async Task<Result> RescueAsync(ActiveReply reply, CancellationToken cancellationToken)
    {
        var text = reply.TextSoFar();
        if (text.Length == 0)
        {
            // Who was stopped is not asked again; who was lost is.
            var isSettled = reply.Stopped.IsCompleted;
            if (await leases.ReleaseAsync(reply.Key, reply.Expiry, isSettled, cancellationToken))
            {
                TellNothingComes(reply.Key, reply.LastSequence);
            }

            return Result.Success;
        }

        var beginning = new ReplyBeginning
        {
            Key = reply.Key,
            InReplyTo = reply.InReplyTo,
            Again = reply.Again,
            Speaker = reply.Speaker,
            TextSoFar = "",
            HistoryLimit = 0,
        };
        var ending = new ReplyEnding
        {
            Text = text,
            State = MessageState.Interrupted,
            InterruptionReason = reply.Stopped.IsCompleted ? await reply.Stopped : StopReasons.SpeakerLost,
        };
        var appended = await log.AppendAsync(ToMessage(beginning, ending, reply.Expiry), cancellationToken);
        return appended.IsSuccess ? Result.Success : appended.Error;
    }

    /// <summary>The reply is over for this instance.</summary>
    public void Leave(ActiveReply reply)
    {
        active.Leave(reply);
        if (reply.SavedAt != 0)
        {
            texts.Remove(reply.Key.ConversationId);
        }
    }

    private Result<BegunReply> Resume(ReplyBeginning beginning, RenewedLease renewed)
    {
        var begun = Enter(beginning, renewed.Lease, renewed.LastSequence, []);
        if (begun.IsSuccess && renewed.Stop is { } reason)
        {
            // It was stopped before it had begun here, when no instance took it in.
            begun.Value.Reply.Stop(reason);
        }

        return begun;
    }

    private void TellNothingComes(LeaseKey key, long lastSequence)
    {
        var ended = new ReplyEnded { ReplyId = key.ReplyId.ToString() };
        hub.Publish(key.ConversationId, new LogEntry { Sequence = lastSequence, ReplyEnded = ended });
    }

    // Until somebody is seen to follow, each entry looks for one.
    private void Publish(ActiveReply reply, LogEntry entry)
    {
        if (reply.Followed.IsCompleted)
        {
            hub.Publish(reply.Key.ConversationId, entry);
        }
        else
        {
            hub.Publish(reply.Key.ConversationId, entry, reply.Follow);
        }
    }

    private Result<BegunReply> Enter(
        ReplyBeginning beginning,
        Lease lease,
        long lastSequence,
        IReadOnlyList<StoredMessage> history
    )
    {
        var key = beginning.Key with { Fence = lease.Fence };
        var made = new ActiveReply(key, beginning.Speaker, beginning.InReplyTo, time.GetTimestamp())
        {
            Again = beginning.Again,
        };
        if (active.Enter(made) is not { } reply)
        {
            return new TooManyReplies();
        }

        reply.Expiry = lease.ExpiresAt;
        reply.SawSequence(lastSequence);
        if (!reply.Announced)
        {
            reply.Announced = true;
            Publish(reply, reply.Start());
        }

        Say(reply, 0, beginning.TextSoFar);
        return new BegunReply
        {
            Reply = reply,
            Caller = reply.NextCaller(),
            Lease = lease,
            History = history,
        };
    }

    private static NewMessage ToMessage(ReplyBeginning beginning, ReplyEnding ending, DateTime? expiry) =>
        new()
        {
            TenantId = beginning.Key.TenantId,
            Target = AppendTarget.Existing,
            ConversationId = beginning.Key.ConversationId,
            Guard = ConversationGuard.None,
            MessageId = beginning.Key.ReplyId,
            Author = beginning.Speaker,
            // Postgres cannot store U+0000 in a text, and a provider may say anything.
            Text = ending.Text.Replace("\0", "", StringComparison.Ordinal),
            State = ending.State,
            InterruptionReason = ending.InterruptionReason,
            InReplyTo = beginning.InReplyTo,
            Again = beginning.Again ? AnswerAgain.Always : AnswerAgain.Never,
            Citations = ending.Citations,
            Usage = ending.Usage,
            Fence = beginning.Key.Fence,
            LeaseExpiry = expiry,
        };
}
