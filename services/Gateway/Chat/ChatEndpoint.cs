using System.Collections.ObjectModel;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Json;
using Chat.Gateway.Limits;
using Chat.Gateway.Live;
using Chat.Gateway.Locales;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Sse;
using Chat.Gateway.VisitorDetails;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Chat;

/// <summary><c>POST /v1/chat</c>: a visitor's message in, the answer as a stream out.</summary>
internal sealed class ChatEndpoint(
    Authenticator authenticator,
    VisitorDirectory visitors,
    RetryIdentities retries,
    RateLimiter limiter,
    LocaleCatalog locales,
    SeenVisitors seen,
    ReplyStreamer streamer
)
{
    // What Sessions calls otherwise.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal) { ["/text"] = "/message" };

    private static readonly Duration Grace = Duration.FromTimeSpan(TimeSpan.FromSeconds(15));

    /// <summary>Answers the request, with a stream or with a problem.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await AnswerAsync(context, context.RequestAborted) is { } error)
        {
            var shown = error is Invalid invalid ? invalid.Renamed(Names) : error;
            await shown.ToHttpResult().ExecuteAsync(context);
        }
    }

    private async Task<Error?> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var caller = await authenticator.AuthenticateAsync(context, cancellationToken);
        if (!caller.IsSuccess)
        {
            return caller.Error;
        }
        var lastEventId = context.Request.Headers[SseProtocol.LastEventId].ToString();
        var request = await ReadAsync(context.Request, isResume: lastEventId.Length > 0, cancellationToken);
        if (!request.IsSuccess)
        {
            return request.Error;
        }
        var retry = ToRetry(context.Request, caller.Value, request.Value);
        if (!retry.IsSuccess)
        {
            return retry.Error;
        }
        var visitor = await visitors.FindAsync(
            caller.Value,
            request.Value,
            retry.Value,
            RequestOrigin.Of(context.Request),
            cancellationToken
        );
        if (!visitor.IsSuccess)
        {
            return visitor.Error;
        }
        var (principal, token) = visitor.Value;
        var trust = caller.Value.Kind == CallerKind.SecretKey ? RateTrust.Server : RateTrust.Visitor;
        if (lastEventId.Length > 0)
        {
            return await ResumeAsync(context, principal, trust, request.Value.ConversationId!, lastEventId);
        }
        if (await limiter.CountAsync(context, principal, trust, cancellationToken) is { } limited)
        {
            return limited;
        }
        var reply = ToReplyRequest(
            request.Value,
            retry.Value,
            principal,
            TextsLocale(context, principal, request.Value)
        );
        if (trust != RateTrust.Server)
        {
            // A company's server that names none means a new one, however many its customer has.
            reply.ReuseLive = request.Value.ConversationId is null;
            seen.Note(context, principal, reply.Page);
        }
        var whole = request.Value.Stream ? null : new WholeReply(token);
        var error = await streamer.StreamAsync(
            context,
            principal,
            trust,
            reply,
            whole ?? (ReplyFrames)new NativeReplyFrames(token),
            accepted =>
                request.Value.Regenerate ? null : retries.Contradiction(retry.Value, request.Value.Message, accepted)
        );
        if (error is Unavailable or TooManyStreams)
        {
            await limiter.TakeBackAsync(principal, ClientAddress.Of(context), trust);
        }
        if (whole is { HasEnded: true })
        {
            await WriteAsync(context.Response, whole, cancellationToken);
        }
        return error;
    }

    private async Task<Error?> ResumeAsync(
        HttpContext context,
        Principal principal,
        RateTrust trust,
        string conversationId,
        string lastEventId
    )
    {
        if (!LogCursor.TryParse(lastEventId, out var cursor))
        {
            return new CursorMalformed();
        }
        if (cursor.ReplyId.Length == 0)
        {
            return new CursorWithoutReply();
        }
        // It reads, and writes nothing.
        if (
            trust != RateTrust.Server
            && await limiter.CountCallAsync(context, principal, context.RequestAborted) is { } limited
        )
        {
            return limited;
        }
        return await streamer.ResumeAsync(
            context,
            principal,
            trust,
            conversationId,
            cursor,
            new NativeReplyFrames(null)
        );
    }

    private Result<RetryIdentity> ToRetry(HttpRequest request, Caller caller, ChatRequest message)
    {
        var key = IdempotencyKey.Read(request);
        return key.IsSuccess ? retries.Of(caller, message, key.Value) : key.Error;
    }

    private static async Task<Result<ChatRequest>> ReadAsync(
        HttpRequest request,
        bool isResume,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (!body.IsSuccess)
        {
            return body.Error;
        }
        using var json = body.Value;
        return ChatRequestReader.Read(json.RootElement, isResume);
    }

    private static async Task WriteAsync(HttpResponse response, WholeReply reply, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        reply.Write(response.BodyWriter);
        _ = await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private static Author AuthorOf(Principal person) =>
        new()
        {
            Kind = person.Kind is PrincipalKind.User ? AuthorKind.User : AuthorKind.Visitor,
            Id = person.Subject,
            DisplayName = person.DisplayName ?? "",
        };

    private string TextsLocale(HttpContext context, Principal principal, ChatRequest request) =>
        locales.Find(principal.TenantId, request.Locale, context.Request).Tag;

    private static ReplyRequest ToReplyRequest(
        ChatRequest request,
        RetryIdentity retry,
        Principal visitor,
        string textsLocale
    )
    {
        var reply = new ReplyRequest
        {
            ConversationId = request.ConversationId ?? "",
            ExternalId = retry.ExternalId ?? "",
            Author = AuthorOf(visitor),
            Text = request.Message,
            ClientMessageId = retry.ClientMessageId ?? "",
            Again = request.Regenerate ? AnswerAgain.Always : AnswerAgain.Unspecified,
            TextsLocale = textsLocale,
            DisconnectGrace = request.OnDisconnect == ChatRequestReader.Cancel ? null : Grace,
        };
        new ReplyContext(
            request.Locale,
            request.Page,
            request.UserData ?? ReadOnlyDictionary<string, string>.Empty
        ).AddTo(reply);
        return reply;
    }
}
