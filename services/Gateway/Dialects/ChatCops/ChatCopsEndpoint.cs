using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Json;
using Chat.Gateway.Limits;
using Chat.Gateway.Locales;
using Chat.Gateway.RateLimits;
using Chat.Gateway.VisitorDetails;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary><c>/chat</c>: the ChatCops widget's one route. A closed connection stops the answer at once.</summary>
internal sealed class ChatCopsEndpoint(
    ChatCopsSites sites,
    ChatCopsVisitors visitors,
    RateLimiter limiter,
    LocaleCatalog locales,
    SeenVisitors seen,
    ReplyStreamer streamer
)
{
    /// <summary>Answers any method on the route.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var site = await sites.FindAsync(context.Request, context.RequestAborted);
        // Before anything that may fail: a page can read no error without these headers.
        var isAllowed = ChatCopsCors.Apply(context, site.Origins);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            ChatCopsCors.AnswerPreflight(context);
            return;
        }
        try
        {
            await AnswerAsync(context, site, isAllowed, context.RequestAborted);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            var answers = AnswersFor(context, site, locale: null);
            await (
                bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? answers.TooLargeAsync(context.RequestAborted)
                    : answers.MalformedAsync(context.RequestAborted)
            );
        }
    }

    private async Task AnswerAsync(
        HttpContext context,
        ChatCopsSite site,
        bool isAllowed,
        CancellationToken cancellationToken
    )
    {
        var answers = AnswersFor(context, site, locale: null);
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await answers.MethodNotAllowedAsync(cancellationToken);
        }
        else if (!isAllowed)
        {
            await answers.ErrorAsync(new OriginRefused(), cancellationToken);
        }
        else if (!context.Request.HasJsonContentType())
        {
            await answers.UnsupportedMediaTypeAsync(cancellationToken);
        }
        else
        {
            await ChatAsync(context, site, answers, cancellationToken);
        }
    }

    private async Task ChatAsync(
        HttpContext context,
        ChatCopsSite site,
        ChatCopsAnswers answers,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        if (!body.IsSuccess)
        {
            await answers.MalformedAsync(cancellationToken);
            return;
        }
        ChatCopsRequest? request;
        ChatCopsFaults faults;
        using (var json = body.Value)
        {
            request = ChatCopsReader.Read(json.RootElement, out faults);
        }
        if (request is null)
        {
            await answers.InvalidAsync(faults, cancellationToken);
            return;
        }
        if (await StreamAsync(context, site, request, cancellationToken) is { } error)
        {
            await AnswersFor(context, site, request.Locale).ErrorAsync(error, cancellationToken);
        }
    }

    private async Task<Error?> StreamAsync(
        HttpContext context,
        ChatCopsSite site,
        ChatCopsRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!site.Tenant.IsSuccess)
        {
            return site.Tenant.Error;
        }
        var visitor = visitors.Find(site, request.ConversationId, context);
        if (await limiter.CountAsync(context, visitor.Principal, visitor.Trust, cancellationToken) is { } limited)
        {
            return limited;
        }
        var strings = locales.Find(site.Tenant.Value, request.Locale, context.Request);
        var reply = ChatCopsMapping.ToReplyRequest(request, visitor, strings);
        if (visitor.Trust != RateTrust.Server)
        {
            seen.Note(context, visitor.Principal, reply.Page);
        }
        var frames = new ChatCopsFrames(strings);
        var error = await streamer.StreamAsync(context, visitor.Principal, visitor.Trust, reply, frames);
        if (error is Unavailable or TooManyStreams)
        {
            await limiter.TakeBackAsync(visitor.Principal, ClientAddress.Of(context), visitor.Trust);
        }
        return error;
    }

    private ChatCopsAnswers AnswersFor(HttpContext context, ChatCopsSite site, string? locale) =>
        new(context, locales.Find(site.Tenant.IsSuccess ? site.Tenant.Value : null, locale, context.Request));
}
