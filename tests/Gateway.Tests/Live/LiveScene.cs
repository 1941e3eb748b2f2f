using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Tests.Live;

/// <summary>Readers, topics, and what a server says about them.</summary>
internal static class LiveScene
{
    /// <summary>The reply that deltas belong to.</summary>
    public const string Reply = "0190b000-0000-7000-8000-00000000000c";

    /// <summary>A conversation.</summary>
    public const string Conversation = "0190b000-0000-7000-8000-00000000000a";

    /// <summary>Who reads.</summary>
    public static Principal Reader { get; } =
        new()
        {
            TenantId = new Guid("0190a000-0000-7000-8000-000000000001"),
            Subject = "visitor-1",
            Kind = PrincipalKind.Visitor,
        };

    /// <summary>The conversation's log, read by the reader.</summary>
    public static LiveTopic Log { get; } = new(Reader, LiveTopicKind.Conversation, Conversation);

    /// <summary>The server confirms.</summary>
    public static FollowResponse Subscribed(long id, bool reset = false, long epoch = 7) =>
        new()
        {
            SubscriptionId = id,
            Subscribed = new Subscribed { Epoch = epoch, Reset = reset },
        };

    /// <summary>The server gives entries.</summary>
    public static FollowResponse Entries(long id, params LogEntry[] entries)
    {
        var all = new LogEntries { Epoch = 7 };
        all.Entries.Add(entries);
        return new FollowResponse { SubscriptionId = id, Entries = all };
    }

    /// <summary>The server gives a signal.</summary>
    public static FollowResponse Signal(long id, string key)
    {
        var batch = new SignalBatch();
        batch.Signals.Add(new Signal { Key = key });
        return new FollowResponse { SubscriptionId = id, Signals = batch };
    }

    /// <summary>The server ends a subscription.</summary>
    public static FollowResponse Ended(long id, SubscriptionEnded.Types.Reason reason) =>
        new()
        {
            SubscriptionId = id,
            Ended = new SubscriptionEnded { Reason = reason },
        };

    /// <summary>A durable entry.</summary>
    public static LogEntry Message(long sequence, string id = "m") =>
        new()
        {
            Sequence = sequence,
            Message = new Message { Id = id, Sequence = sequence },
        };

    /// <summary>A piece of the reply behind message 1.</summary>
    public static LogEntry Delta(string text, int offset) =>
        new()
        {
            Sequence = 1,
            ReplyDelta = new ReplyDelta
            {
                ReplyId = Reply,
                Offset = offset,
                Text = text,
            },
        };
}
