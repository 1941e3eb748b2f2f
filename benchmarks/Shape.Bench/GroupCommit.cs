using System.Threading.Channels;
using Npgsql;

namespace Chat.Shape.Bench;

/// <summary>What arrives while a commit is under way goes together in the next one: a message and an event each.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Channel<(Entry Entry, TaskCompletionSource<long> Done)> queue = Channel.CreateBounded<(
        Entry,
        TaskCompletionSource<long>
    )>(1024);

    private readonly NpgsqlDataSource source;
    private readonly Task writer;
    private long position;

    public GroupCommit(NpgsqlDataSource source)
    {
        this.source = source;
        writer = WriteAsync();
    }

    public async Task<long> AppendAsync(Entry entry, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync((entry, done), cancellationToken);
        return await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.Complete();
        await writer;
    }

    private async Task WriteAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var tables = new NpgsqlCommand(
            """
            drop table if exists shape_messages, shape_outbox;
            create table shape_messages (
                position bigint generated always as identity primary key,
                conversation text not null, author text not null, body text not null);
            create table shape_outbox (position bigint primary key);
            """,
            connection
        );
        await tables.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(
            """
            with said as (
                insert into shape_messages (conversation, author, body)
                select * from unnest($1::text[], $2::text[], $3::text[])
                returning position)
            insert into shape_outbox (position) select position from said
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<string[]>());
        command.Parameters.Add(new NpgsqlParameter<string[]>());
        command.Parameters.Add(new NpgsqlParameter<string[]>());
        var batch = new List<(Entry Entry, TaskCompletionSource<long> Done)>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < 256 && queue.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            command.Parameters[0].Value = batch.Select(item => item.Entry.Conversation).ToArray();
            command.Parameters[1].Value = batch.Select(item => item.Entry.Author).ToArray();
            command.Parameters[2].Value = batch.Select(item => item.Entry.Text).ToArray();
            await command.ExecuteNonQueryAsync();
            batch.ForEach(item => item.Done.SetResult(++position));
            batch.Clear();
        }
    }
}
