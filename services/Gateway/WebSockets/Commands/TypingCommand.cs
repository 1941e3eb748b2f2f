using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>
/// <c>typing</c>: tells a followed conversation's readers. Sessions passes starts on every 2 s at most, and ends them
/// after 30 s or with the subscription.
/// </summary>
internal sealed class TypingCommand() : SocketCommand<TypingFrame>("typing")
{
    protected override TypingFrame Read(JsonFields fields)
    {
        var typing = fields.Flag("typing");
        var frame = new TypingFrame(fields.Text("id", 1, SocketProtocol.MaxId) ?? "")
        {
            ConversationId = fields.Id("conversationId"),
            ExternalId = fields.Text("externalId", 1, SocketProtocol.MaxExternalId),
            Typing = typing ?? false,
        };
        if (typing is null)
        {
            fields.Add("typing", "required", "The field is required.");
        }
        if ((frame.ConversationId ?? frame.ExternalId) is null && fields.Faults.Count == 0)
        {
            fields.Add("conversationId", "required", "A conversation is expected.");
        }
        return frame;
    }

    protected override async ValueTask<Error?> RunAsync(SocketConnection socket, TypingFrame frame)
    {
        if (socket.Subscriptions.FindConversation(frame.ConversationId, frame.ExternalId) is not { } subscription)
        {
            return new SubscriptionUnknown();
        }
        subscription.SetTyping(frame.Typing);
        if (frame.Id.Length > 0)
        {
            await socket.Outbox.SendAsync(ServerFrames.Done(frame.Id));
        }
        return null;
    }
}
