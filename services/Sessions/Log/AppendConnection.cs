using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Assignments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;
using Npgsql;

namespace Chat.Sessions.Log;

/// <summary>
/// A connection that does nothing but append, with its statement prepared. Kept open between batches: taking one from
/// the pool costs a reset of its session each time.
/// </summary>
internal sealed class AppendConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand command;

    private AppendConnection(NpgsqlConnection connection, NpgsqlCommand command) =>
        (this.connection, this.command) = (connection, command);

    /// <summary>It ended, from whichever side, and can append no more.</summary>
    public bool HasEnded => connection.FullState is not System.Data.ConnectionState.Open;

    public static async Task<AppendConnection> OpenAsync(
        NpgsqlDataSource source,
        TimeSpan leaseTtl,
        CancellationToken cancellationToken
    )
    {
        var opened = await source.OpenConnectionAsync(cancellationToken);
        var made = new AppendConnection(opened, AppendCommand.Create(opened, leaseTtl));
        try
        {
            // A plan is the same for every batch; left to itself the database plans each anew, because arrays of one
            // element look cheaper than those of unknown length.
            await using var generic = new NpgsqlCommand("set plan_cache_mode = force_generic_plan", opened);
            await generic.ExecuteNonQueryAsync(cancellationToken);
            await made.command.PrepareAsync(cancellationToken);
            return made;
        }
        catch (Exception)
        {
            // Whatever it is: nobody else would give the connection back.
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Appends a batch in one round trip and one commit. Throws when nothing of it can be relied on.</summary>
    public async Task<Result<Appended>[]> AppendAsync(
        IReadOnlyList<PendingAppend> batch,
        CancellationToken cancellationToken
    )
    {
        var order = Order(batch);
        AppendCommand.Bind(command, batch, order);
        var results = new Result<Appended>[batch.Count];
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var index = order[AppendReader.Position(row) - 1];
            results[index] = Next(row, batch[index].Message, results[index]);
        }

        // The rows arrive before the commit does; only the end of the statement says that it happened.
        await row.NextResultAsync(cancellationToken);
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static Result<Appended> Next(NpgsqlDataReader row, NewMessage message, Result<Appended> soFar) =>
        AppendReader.Kind(row) switch
        {
            AppendRowKind.Refused => Refusal(row),
            AppendRowKind.ExistingReply => soFar.Value with
            {
                ExistingReply = AppendReader.ReadMessage(row, soFar.Value.Conversation.Id),
            },
            AppendRowKind.History => WithHistory(soFar.Value, row),
            _ => AppendReader.ReadAppended(row, message),
        };

    private static Appended WithHistory(Appended appended, NpgsqlDataReader row)
    {
        var history = appended.History as List<StoredMessage> ?? [];
        history.Add(AppendReader.ReadMessage(row, appended.Conversation.Id));
        return appended with { History = history };
    }

    private static Error Refusal(NpgsqlDataReader row) =>
        AppendReader.Outcome(row) switch
        {
            AppendOutcome.Closed => new ConversationClosed { ConversationId = AppendReader.ConversationId(row) },
            AppendOutcome.LeaseLost => new LeaseLost(),
            AppendOutcome.Blocked => new CustomerBlocked(),
            AppendOutcome.OfAnotherAgent => new NotAssignedToCaller(),
            _ => new ConversationNotFound(),
        };

    // Instances lock conversations in the same order, so that two batches cannot wait for each other; messages of one
    // conversation stay in the order in which they came.
    private static int[] Order(IReadOnlyList<PendingAppend> batch)
    {
        var order = new int[batch.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (order.Length > 1)
        {
            Array.Sort(
                order,
                (left, right) =>
                {
                    var byConversation = batch[left]
                        .Message.ConversationId.CompareTo(batch[right].Message.ConversationId);
                    return byConversation != 0 ? byConversation : left.CompareTo(right);
                }
            );
        }

        return order;
    }
}
