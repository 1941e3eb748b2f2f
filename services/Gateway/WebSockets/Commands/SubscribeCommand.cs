using Chat.Gateway.Json;
using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>subscribe</c>: follow a conversation, or a topic of signals. Answered by <c>subscribed</c>.</summary>
internal sealed class SubscribeCommand() : SocketCommand<SubscribeFrame>("subscribe")
{
    public const string Inbox = "inbox";
    public const string Agent = "agent";
    public const string Own = "own";
    public static readonly string[] Topics = [Inbox, Agent, Own];

    /// <summary>What a subscription's fields say; of a frame, or of one of those that are resumed.</summary>
    public static SubscribeFrame ReadSubscription(JsonFields fields)
    {
        var frame = new SubscribeFrame(fields.RequiredText("id", 1, SocketProtocol.MaxId))
        {
            ConversationId = fields.Id("conversationId"),
            ExternalId = fields.Text("externalId", 1, SocketProtocol.MaxExternalId),
            Topic = fields.OneOf("topic", Topics),
            AgentId = fields.Id("agentId"),
            WithSignals = fields.Flag("signals") ?? false,
            Cursor = CursorOf(fields),
        };
        if ((frame.ConversationId ?? frame.ExternalId ?? frame.Topic) is null && fields.Faults.Count == 0)
        {
            fields.Add("conversationId", "required", "A conversation or a topic is expected.");
        }
        return frame;
    }

    /// <summary>Begins the subscription.</summary>
    public static Error? Begin(SocketConnection socket, SubscribeFrame frame)
    {
        if (frame.ConversationId is null && frame.ExternalId is not null && !MayNameExternally(socket.Principal))
        {
            return new SecretKeyOnly();
        }
        return socket.Subscriptions.Add(frame.Id, TopicOf(socket.Principal, frame), frame.Cursor);
    }

    /// <summary>External ids are the company's own: only its backend names conversations by them.</summary>
    public static bool MayNameExternally(Principal principal) => principal.Kind == PrincipalKind.SecretKey;

    protected override SubscribeFrame Read(JsonFields fields) => ReadSubscription(fields);

    protected override ValueTask<Error?> RunAsync(SocketConnection socket, SubscribeFrame frame) =>
        new(Begin(socket, frame));

    private static LiveTopic TopicOf(Principal reader, SubscribeFrame frame)
    {
        if ((frame.ConversationId ?? frame.ExternalId) is not null)
        {
            var kind = frame.WithSignals ? LiveTopicKind.ConversationWithSignals : LiveTopicKind.Conversation;
            return new LiveTopic(reader, kind, frame.ConversationId ?? "")
            {
                ExternalId = frame.ConversationId is null ? frame.ExternalId! : "",
            };
        }
        return frame.Topic switch
        {
            Inbox => new LiveTopic(reader, LiveTopicKind.Inbox, ""),
            Agent => new LiveTopic(reader, LiveTopicKind.Agent, frame.AgentId ?? reader.Subject),
            _ => new LiveTopic(reader, LiveTopicKind.Own, ""),
        };
    }

    private static LogCursor CursorOf(JsonFields fields)
    {
        var cursor = LogCursor.Beginning;
        var text = fields.Text("cursor", 1, SocketProtocol.MaxCursor);
        if (text is not null && !LogCursor.TryParse(text, out cursor))
        {
            fields.Add("cursor", "invalid_cursor", "A cursor as the entries carry it is expected.");
        }
        return cursor;
    }
}
