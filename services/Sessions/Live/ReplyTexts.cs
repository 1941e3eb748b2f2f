using Chat.Contracts.Sessions.V1;
using Chat.Sessions.Speaking;
using Google.Protobuf;
using StackExchange.Redis;

namespace Chat.Sessions.Live;

/// <summary>
/// The text so far of running replies, for readers who come in the middle: this instance's own from memory, those of
/// the others from Redis (`reply:{conversation id}`, the serialized LogEntries of start and text; two minutes). Each
/// write carries the whole text, so that a flushed Redis heals with the next one.
/// </summary>
internal sealed class ReplyTexts(IConnectionMultiplexer redis, ActiveReplies active, ILogger<ReplyTexts> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public void Save(Guid conversationId, ReplyText reply)
    {
        if (!redis.IsConnected)
        {
            return;
        }

        var entries = new LogEntries
        {
            Entries =
            {
                new LogEntry { ReplyStarted = reply.Started },
                new LogEntry
                {
                    ReplyDelta = new ReplyDelta { ReplyId = reply.Started.ReplyId, Text = reply.Text },
                },
            },
        };
        Send(database =>
            database.StringSet(Key(conversationId), entries.ToByteArray(), Lifetime, flags: CommandFlags.FireAndForget)
        );
    }

    public void Remove(Guid conversationId) =>
        Send(database => database.KeyDelete(Key(conversationId), CommandFlags.FireAndForget));

    /// <summary>Null when no reply is under way, or when nobody can say.</summary>
    public async Task<ReplyText?> FindAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        if (active.Find(conversationId)?.Snapshot() is { } own)
        {
            return own;
        }

        try
        {
            byte[]? value = await redis.GetDatabase().StringGetAsync(Key(conversationId)).WaitAsync(cancellationToken);
            return value is null ? null : Read(value);
        }
        catch (Exception exception)
            when (exception is RedisException or TimeoutException or InvalidProtocolBufferException)
        {
            LiveLog.SnapshotUnreadable(logger, exception);
            return null;
        }
    }

    private void Send(Action<IDatabase> command)
    {
        if (!redis.IsConnected)
        {
            return;
        }

        try
        {
            command(redis.GetDatabase());
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
        {
            // Readers who come in the middle get the reply's message when it is done.
            LiveLog.PublishFailed(logger, exception);
        }
    }

    private static ReplyText? Read(byte[] value)
    {
        var entries = LogEntries.Parser.ParseFrom(value).Entries;
        return entries is [{ ReplyStarted: { } started }, { ReplyDelta: { } delta }]
            ? new ReplyText(started, delta.Text)
            : null;
    }

    private static RedisKey Key(Guid conversationId) => "reply:" + conversationId.ToString();
}
