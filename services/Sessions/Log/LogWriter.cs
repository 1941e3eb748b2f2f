using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Live;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.Log;

/// <summary>
/// Appends messages to conversations' logs: those that come while a commit is under way share the next one. What was
/// committed is told to readers and to the outbox relay; neither is waited for.
/// </summary>
internal sealed class LogWriter : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly LogHub hub;
    private readonly ActiveReplies active;
    private readonly IOutboxSignal outbox;
    private readonly TimeSpan firstLeaseTtl;
    private readonly GroupCommitter<PendingAppend, Appended> committer;

    // Never more than there are lanes.
    private readonly ConcurrentBag<AppendConnection> idle = [];

    public LogWriter(
        NpgsqlDataSource source,
        LogHub hub,
        ActiveReplies active,
        IOutboxSignal outbox,
        IOptions<LogOptions> options,
        IOptions<SpeakingOptions> speaking
    )
    {
        (this.source, this.hub, this.active, this.outbox) = (source, hub, active, outbox);
        firstLeaseTtl = speaking.Value.FirstLeaseTtl;
        committer = new GroupCommitter<PendingAppend, Appended>(
            CommitAsync,
            new GroupCommitterOptions
            {
                Lanes = options.Value.Lanes,
                MaxBatch = options.Value.MaxBatch,
                MaxQueue = options.Value.MaxWaiting,
            }
        );
    }

    /// <summary>Done when the message is durable.</summary>
    public Task<Result<Appended>> AppendAsync(NewMessage message, CancellationToken cancellationToken) =>
        committer.CommitAsync(KeyOf(message), new PendingAppend(message), cancellationToken);

    // What goes into the same conversation has the same key, also while nobody knows which one that is.
    private static Guid KeyOf(NewMessage message) =>
        message.Target switch
        {
            AppendTarget.ByExternalId => KeyOf(message.ExternalId!),
            AppendTarget.LiveOfAuthor => KeyOf(message.Author.Id),
            _ => message.ConversationId,
        };

    private static Guid KeyOf(string name) =>
        new(string.GetHashCode(name, StringComparison.Ordinal), 0, 0, new byte[8]);

    public async ValueTask DisposeAsync()
    {
        await committer.DisposeAsync();
        while (idle.TryTake(out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<Result<Appended>>> CommitAsync(
        IReadOnlyList<PendingAppend> batch,
        CancellationToken cancellationToken
    )
    {
        var isKept = idle.TryTake(out var connection);
        connection ??= await AppendConnection.OpenAsync(source, firstLeaseTtl, cancellationToken);
        var whole = false;
        try
        {
            Result<Appended>[] results;
            try
            {
                results = await AppendAsync(connection, batch, cancellationToken);
            }
            catch (NpgsqlException) when (isKept && connection.HasEnded)
            {
                // A database that started again ends the connections kept to it, and only their next use tells so.
                await connection.DisposeAsync();
                connection = await AppendConnection.OpenAsync(source, firstLeaseTtl, cancellationToken);
                results = await AppendAsync(connection, batch, cancellationToken);
            }

            whole = true;
            Tell(results);
            return results;
        }
        finally
        {
            if (whole)
            {
                idle.Add(connection);
            }
            else
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static Task<Result<Appended>[]> AppendAsync(
        AppendConnection connection,
        IReadOnlyList<PendingAppend> batch,
        CancellationToken cancellationToken
    )
    {
        foreach (var pending in batch)
        {
            pending.CountAttempt();
        }

        return connection.AppendAsync(batch, cancellationToken);
    }

    private void Tell(Result<Appended>[] results)
    {
        for (var index = 0; index < results.Length; index++)
        {
            if (!results[index].IsSuccess || results[index].Value.Duplicate)
            {
                continue;
            }

            var message = results[index].Value.Message;
            if (hub.IsFollowedHere(message.ConversationId))
            {
                results[index] = results[index].Value with { Followed = true };
            }

            active.Find(message.ConversationId)?.SawSequence(message.Sequence);
            hub.Publish(
                message.ConversationId,
                new LogEntry { Sequence = message.Sequence, Message = message.ToWire() }
            );
        }

        outbox.Notify();
    }
}
