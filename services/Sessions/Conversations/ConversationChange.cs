using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Live;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;
using Npgsql;

namespace Chat.Sessions.Conversations;

/// <summary>The one way to change a conversation beside adding a message.</summary>
/// <remarks>
/// <list type="number">
/// <item>Lock the row: from here on this is the only writer of the conversation's log.</item>
/// <item>Decide on what stands there; an error or "unchanged" ends the matter.</item>
/// <item>Write, in one round trip: what the caller adds, the row, the event as an entry of the log with its own sequence,
/// the bus event in the outbox. A reply that may go on no longer is cut off by a new fence.</item>
/// <item>Commit, then tell readers, the relay, and whoever speaks. Nothing of that is waited for.</item>
/// </list>
/// </remarks>
internal sealed class ConversationChange(
    NpgsqlDataSource source,
    LogHub hub,
    ActiveReplies active,
    StopSignals stops,
    IOutboxSignal outbox
)
{
    /// <summary>Changes the status, by the table.</summary>
    public Task<Result<ChangedConversation>> MoveAsync(
        ConversationKey key,
        ConversationActor actor,
        ConversationMove move,
        CancellationToken cancellationToken
    ) =>
        ApplyAsync(
            key,
            actor,
            (locked, _) => Task.FromResult(ConversationMoves.Decide(locked.State, locked.Now, actor, move)),
            cancellationToken
        );

    /// <summary>Changes whatever the function decides; it may be called for one that ended or was archived.</summary>
    public async Task<Result<ChangedConversation>> ApplyAsync(
        ConversationKey key,
        ConversationActor actor,
        Func<LockedConversation, CancellationToken, Task<Result<ConversationUpdate>>> decide,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ConversationRow.LockAsync(transaction, key, actor.Guard, cancellationToken) is not { } row)
        {
            return new ConversationNotFound();
        }

        var locked = new LockedConversation(key.TenantId, row.State, row.Now, transaction);
        var decided = await decide(locked, cancellationToken);
        if (!decided.IsSuccess)
        {
            return decided.Error;
        }

        if (decided.Value.Event is null)
        {
            return new ChangedConversation(row.State, Changed: false);
        }

        return await WriteAsync(locked, row, decided.Value, cancellationToken);
    }

    private async Task<Result<ChangedConversation>> WriteAsync(
        LockedConversation locked,
        ConversationRow row,
        ConversationUpdate update,
        CancellationToken cancellationToken
    )
    {
        var next = update.Next with
        {
            LastSequence = row.State.LastSequence + 1,
            Revision = row.State.Revision + 1,
            UpdatedAt = row.Now,
        };
        var cut = row.IsSpoken && !AiMayGoOn(next);
        var entry = Entry(update, next);
        try
        {
            await using var batch = row.Writing(locked, update, next, entry, cut);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception)
            when (exception
                    is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "conversations_exclusive" }
            )
        {
            return new LiveConversationExists();
        }

        await locked.Transaction.CommitAsync(cancellationToken);
        Tell(next, entry);
        if (cut)
        {
            stops.Send(next.Id, row.Fence, StopReason(next));
        }

        return new ChangedConversation(next, Changed: true);
    }

    private static bool AiMayGoOn(ConversationState state) =>
        state.Mode is ConversationMode.Ai && ConversationTransitions.IsLive(state.Status);

    private static string StopReason(ConversationState state) =>
        ConversationTransitions.IsLive(state.Status) ? StopReasons.TakenOver : StopReasons.Stopped;

    private static StoredMessage Entry(ConversationUpdate update, ConversationState next) =>
        new()
        {
            Id = Ids.New(),
            ConversationId = next.Id,
            Sequence = next.LastSequence,
            Author = ConversationActor.System.Author,
            Text = "",
            CreatedAt = next.UpdatedAt,
            State = Messages.MessageState.Complete,
            Type = Messages.MessageType.Event,
            Visibility = update.Internal ? Messages.MessageVisibility.Internal : Messages.MessageVisibility.Public,
            Event = update.Event! with
            {
                Status = next.Status,
                Mode = next.Mode,
                AssignedAgentId = next.AssignedAgentId,
                Revision = next.Revision,
            },
        };

    private void Tell(ConversationState next, StoredMessage entry)
    {
        active.Find(next.Id)?.SawSequence(entry.Sequence);
        hub.Publish(next.Id, new LogEntry { Sequence = entry.Sequence, Message = entry.ToWire() });
        outbox.Notify();
    }
}
