using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Live;
using Chat.Gateway.RateLimits;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>Carries out the commands of one socket.</summary>
internal sealed class XcelsiorCommands : IReplyingSocket
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["/text"] = "/data/content",
        ["/type"] = "/data/messageType",
        ["/metadata"] = "/data/metadata",
    };

    private readonly XcelsiorSeat seat;
    private readonly XcelsiorSocketServices services;
    private readonly LiveSubscription subscription;
    private readonly RateBuckets rates;
    private readonly SocketOutbox outbox;
    private readonly HttpContext context;
    private readonly string? address;
    private readonly SocketReplies replies;

    public XcelsiorCommands(
        XcelsiorSeat seat,
        XcelsiorSocketServices services,
        LiveSubscription subscription,
        RateBuckets rates,
        SocketOutbox outbox,
        HttpContext context,
        CancellationToken life
    )
    {
        (this.seat, this.services, this.subscription) = (seat, services, subscription);
        (this.rates, this.outbox, this.context, Life) = (rates, outbox, context, life);
        address = ClientAddress.Of(context);
        replies = new SocketReplies(this);
    }

    /// <summary>Whom the client sees typing.</summary>
    public required XcelsiorTyping Typing { get; init; }

    public Principal Principal => seat.Visitor;

    public CancellationToken Life { get; }

    /// <summary>Done when no reply of the AI is under way any more.</summary>
    public Task Rest => replies.Rest;

    /// <summary>Carries out one command; what was wrong is told to the client.</summary>
    public async ValueTask TakeAsync(XcelsiorCommand command)
    {
        if (await RunAsync(command) is { } error)
        {
            await outbox.SendAsync(XcelsiorFrames.Failed(error, (command as SendMessageCommand)?.ClientMessageId));
        }
    }

    public ValueTask TellReplyFailedAsync(Message message, Error error) => Typing.FailAsync(message, error, Life);

    private async ValueTask<Error?> RunAsync(XcelsiorCommand command)
    {
        // Buckets by kind of command. They are the visitor's own, who speaks no other protocol.
        if (rates.TryTake(command is SendMessageCommand ? 0 : 1) is { } wait)
        {
            return new TooManyCommands(wait);
        }
        if (command.ConversationId is { } named && named != seat.ConversationId)
        {
            return new OtherConversation();
        }
        if (command is SendMessageCommand send)
        {
            return await SendAsync(send);
        }
        subscription.SetTyping(((SetTypingCommand)command).IsTyping);
        return null;
    }

    private async ValueTask<Error?> SendAsync(SendMessageCommand send)
    {
        if (replies.Refusal(services.Options.MaxReplies) is { } busy)
        {
            return busy;
        }
        var limited = await services.Limiter.CountAsync(
            seat.Visitor,
            address,
            RateTrust.Nobody,
            CancellationToken.None
        );
        if (limited is not null)
        {
            return limited;
        }
        var posted = await services.Appender.PostAsync(
            ToRequest(send),
            seat.Visitor,
            Guid.ParseExact(seat.ConversationId, "D")
        );
        if (!posted.IsSuccess)
        {
            if (posted.Error is Unavailable)
            {
                await services.Limiter.TakeBackAsync(seat.Visitor, address, RateTrust.Nobody);
            }
            return posted.Error is Invalid invalid ? invalid.Renamed(Names) : posted.Error;
        }
        var stored = posted.Value;
        if (stored.Duplicate && RetryIdentities.IsAnother(send.Content, stored.Message))
        {
            return new IdempotencyKeyReused();
        }
        if (stored.Conversation.Mode == ConversationMode.Ai)
        {
            // The page's frames have no place for more than the browser's own language.
            replies.Begin(
                services.Replies,
                services.Replies.QuestionOf(stored, context: null, seat.Visitor, context.Request)
            );
        }
        return null;
    }

    private PostMessageRequest ToRequest(SendMessageCommand send) =>
        new()
        {
            ConversationId = seat.ConversationId,
            Author = new Author
            {
                Kind = AuthorKind.Visitor,
                Id = seat.Visitor.Subject,
                DisplayName = seat.Visitor.DisplayName ?? "",
            },
            Text = send.Content,
            Type = send.Type,
            MetadataJson = send.Metadata,
            // The AI's answer is asked for by it.
            ClientMessageId = send.ClientMessageId ?? Ids.NewText(),
        };
}
