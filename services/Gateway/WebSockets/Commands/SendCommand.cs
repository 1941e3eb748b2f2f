using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Appending;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>
/// <c>message.send</c>: stores a message and acknowledges it once it is durable; where the AI answers, has it answer then.
/// Commands behind it are taken while the store works: messages of one conversation keep the order of their frames.
/// </summary>
internal sealed class SendCommand(
    MessageAppender appender,
    ReplyCalls replies,
    RetryIdentities retries,
    RateLimiter limiter,
    IOptions<SocketOptions> options
) : SocketCommand<SendFrame>("message.send")
{
    private const int MaxText = 10_000;
    private const int MaxClientMessageId = 128;
    private const int MaxMetadata = 8_192;

    protected override SendFrame Read(JsonFields fields) =>
        new(fields.RequiredText("id", 1, SocketProtocol.MaxId))
        {
            ConversationId = fields.Id("conversationId"),
            ExternalId = fields.Text("externalId", 1, SocketProtocol.MaxExternalId),
            Text = fields.RequiredText("text", 1, MaxText),
            ClientMessageId = fields.RequiredText("clientMessageId", 1, MaxClientMessageId),
            Type = TypeOf(fields.OneOf("messageType", "text", "image", "file", "card", "system")),
            IsInternal = fields.OneOf("visibility", "public", "internal") == "internal",
            Metadata = fields.RawObject("metadata", MaxMetadata) ?? "",
            Author = SendAuthor.Read(fields),
            Context = ReplyContext.Read(fields),
        };

    protected override async ValueTask<Error?> RunAsync(SocketConnection socket, SendFrame frame)
    {
        var author = SendAuthor.Of(socket.Principal, frame);
        if (!author.IsSuccess)
        {
            return author.Error;
        }
        if (IsCustomer(socket.Principal) && await RefusalAsync(socket) is { } refused)
        {
            return refused;
        }
        await socket.EnterAsync();
        socket.LastSend = FinishAsync(socket, frame, author.Value, socket.LastSend);
        return null;
    }

    private async ValueTask<Error?> RefusalAsync(SocketConnection socket) =>
        socket.Replies.Refusal(options.Value.MaxReplies)
        ?? await limiter.CountAsync(socket.Principal, socket.Address, RateTrust.Visitor, CancellationToken.None)
            as Error;

    private async Task FinishAsync(SocketConnection socket, SendFrame frame, Author author, Task before)
    {
        try
        {
            // Queued before the first await, and so in the order of the frames.
            var posted = await appender.PostAsync(
                ToRequest(socket.Principal, frame, author),
                socket.Principal,
                KeyOf(socket.Principal, frame)
            );
            // Those that were stored together come back side by side; the AI is to answer them as they were sent.
            await before;
            if (!posted.IsSuccess)
            {
                if (posted.Error is Unavailable && IsCustomer(socket.Principal))
                {
                    await limiter.TakeBackAsync(socket.Principal, socket.Address, RateTrust.Visitor);
                }
                await socket.Outbox.SendAsync(ServerFrames.Failed(frame.Id, posted.Error));
                return;
            }
            await AcknowledgeAsync(socket, frame, posted.Value);
        }
        finally
        {
            socket.Leave();
        }
    }

    private async ValueTask AcknowledgeAsync(SocketConnection socket, SendFrame frame, PostMessageResponse posted)
    {
        if (posted.Duplicate && RetryIdentities.IsAnother(frame.Text, posted.Message))
        {
            await socket.Outbox.SendAsync(ServerFrames.Failed(frame.Id, new IdempotencyKeyReused()));
            return;
        }
        await socket.Outbox.SendAsync(ServerFrames.Ack(frame.Id, posted));
        if (IsCustomer(socket.Principal) && posted.Conversation.Mode == ConversationMode.Ai)
        {
            socket.Replies.Begin(
                replies,
                replies.QuestionOf(posted, frame.Context, socket.Principal, socket.Handshake)
            );
        }
    }

    private PostMessageRequest ToRequest(Principal principal, SendFrame frame, Author author) =>
        new()
        {
            ConversationId = frame.ConversationId ?? "",
            ExternalId =
                frame.ConversationId is not null ? ""
                : frame.ExternalId is not null ? frame.ExternalId
                : retries.ConversationOf(principal, frame.ClientMessageId),
            Author = author,
            Text = frame.Text,
            ClientMessageId = frame.ClientMessageId,
            Type = frame.Type,
            Visibility = frame.IsInternal ? MessageVisibility.Internal : MessageVisibility.Unspecified,
            MetadataJson = frame.Metadata,
            ReuseLive = frame.ConversationId is null && IsCustomer(principal),
        };

    private static MessageType TypeOf(string? word) =>
        word switch
        {
            "image" => MessageType.Image,
            "file" => MessageType.File,
            "card" => MessageType.Card,
            "system" => MessageType.System,
            _ => MessageType.Unspecified,
        };

    // Any key keeps the order that is the same for the same conversation. A customer's is the customer: it may name the
    // conversation, or leave it out, and mean the same.
    private static Guid KeyOf(Principal principal, SendFrame frame) =>
        !IsCustomer(principal) && Guid.TryParse(frame.ConversationId, out var id)
            ? id
            : new Guid(
                string.GetHashCode(frame.ExternalId ?? principal.Subject, StringComparison.Ordinal),
                0,
                0,
                new byte[8]
            );

    private static bool IsCustomer(Principal principal) =>
        principal.Kind is PrincipalKind.Visitor or PrincipalKind.User;
}
