using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.Gateway.Live;
using Chat.Gateway.Presence;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Sse;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Events;

/// <summary><c>GET /v1/conversations/{id}/events</c>: everything that happens in a conversation, as it happens.</summary>
internal sealed class EventsEndpoint(
    Authenticator authenticator,
    AgentSockets agents,
    StreamOpener opener,
    LiveHub live,
    RateLimiter limiter
)
{
    public const string AfterParameter = "after";
    public const string SignalsParameter = "signals";

    /// <summary>Answers the request, with a stream or with a problem.</summary>
    public async Task HandleAsync(HttpContext context, Guid id)
    {
        if (await AnswerAsync(context, id.ToString("D")) is { } error)
        {
            await error.ToHttpResult().ExecuteAsync(context);
        }
    }

    private async Task<Error?> AnswerAsync(HttpContext context, string conversationId)
    {
        var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
        if (!caller.IsSuccess)
        {
            return caller.Error;
        }
        if (caller.Value.Kind == CallerKind.PublishableKey)
        {
            return new VisitorTokenRequired();
        }
        if (!TryReadCursor(context.Request, out var cursor))
        {
            return new CursorMalformed();
        }
        if (!TryReadSignals(context.Request, out var signals))
        {
            return Invalid.Field("/signals", "invalid_format", "Must be true or false.");
        }
        if (
            caller.Value.Kind is CallerKind.Visitor or CallerKind.User
            && await limiter.CountCallAsync(context, caller.Value.Principal, context.RequestAborted) is { } limited
        )
        {
            return limited;
        }
        var kind = signals ? LiveTopicKind.ConversationWithSignals : LiveTopicKind.Conversation;
        // An agent who follows is there; when its login ends, so does what it follows.
        using var seat = caller.Value.LoginId is null ? null : agents.Enter(caller.Value, context.Abort);
        var trust = caller.Value.Kind == CallerKind.SecretKey ? RateTrust.Server : RateTrust.Visitor;
        return await StreamAsync(context, new LiveTopic(caller.Value.Principal, kind, conversationId), trust, cursor);
    }

    private async Task<Error?> StreamAsync(HttpContext context, LiveTopic topic, RateTrust trust, LogCursor cursor)
    {
        var opened = await opener.OpenAsync(context, topic.Reader, trust, new NativeReplyFrames(null), Check);
        if (!opened.IsSuccess)
        {
            return opened.Error;
        }
        await using var stream = opened.Value;
        var subscribed = live.Subscribe(topic, cursor);
        if (!subscribed.IsSuccess)
        {
            return subscribed.Error;
        }
        using var subscription = subscribed.Value;
        var began = await stream.BeginAsync(subscription);
        if (!began.IsSuccess)
        {
            return began.Error;
        }
        stream.Connection.Start();
        var start = began.Value.Reset ? LogCursor.After(began.Value.Epoch, 0) : cursor;
        await stream.Connection.WriteAsync(
            static (output, began) =>
            {
                if (began.Reset)
                {
                    LogFrames.WriteReset(output, began.Epoch);
                }
                else
                {
                    // Headers alone may wait in a proxy: a first line tells the reader that the stream stands.
                    SseCodec.WriteHeartbeat(output);
                }
            },
            began.Value,
            stream.Token
        );
        await stream.CompleteAsync(new LogPump(stream.Connection, subscription, start));
        return null;

        async ValueTask<Error?> Check(CancellationToken cancellationToken) =>
            (await authenticator.AuthenticateAsync(context, cancellationToken)).Error;
    }

    private static bool TryReadSignals(HttpRequest request, out bool signals)
    {
        var text = request.Query[SignalsParameter].ToString();
        signals = false;
        return text.Length == 0 || bool.TryParse(text, out signals);
    }

    private static bool TryReadCursor(HttpRequest request, out LogCursor cursor)
    {
        var text = request.Headers[SseProtocol.LastEventId].ToString();
        if (text.Length == 0)
        {
            text = request.Query[AfterParameter].ToString();
        }
        cursor = LogCursor.Beginning;
        return text.Length == 0 || LogCursor.TryParse(text, out cursor);
    }
}
