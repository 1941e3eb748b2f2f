using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary><c>/chat</c>: the ChatCops widget's one route. A closed connection stops the answer at once.</summary>
internal sealed class ChatCopsEndpoint(KeyDirectory keys, ReplyStreamer streamer, IOptions<ChatCopsOptions> options)
{
    private const string KeyParameter = "key";

    /// <summary>Answers any method on the route.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context, context.RequestAborted);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await (
                bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? ChatCopsAnswers.TooLargeAsync(context)
                    : ChatCopsAnswers.MalformedAsync(context)
            );
        }
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var isAllowed = ChatCopsCors.Apply(context, options.Value.AllowedOrigins);
        if (HttpMethods.IsOptions(request.Method))
        {
            ChatCopsCors.AnswerPreflight(context);
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            await ChatCopsAnswers.MethodNotAllowedAsync(context);
        }
        else if (!isAllowed)
        {
            await ChatCopsAnswers.ErrorAsync(context, new OriginRefused());
        }
        else if (!request.HasJsonContentType())
        {
            await ChatCopsAnswers.UnsupportedMediaTypeAsync(context);
        }
        else
        {
            await ChatAsync(context, cancellationToken);
        }
    }

    private async Task ChatAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        if (!body.IsSuccess)
        {
            await ChatCopsAnswers.MalformedAsync(context);
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
            await ChatCopsAnswers.InvalidAsync(context, faults);
            return;
        }
        if (await StreamAsync(context, request, cancellationToken) is { } error)
        {
            await ChatCopsAnswers.ErrorAsync(context, error);
        }
    }

    private async Task<Error?> StreamAsync(
        HttpContext context,
        ChatCopsRequest request,
        CancellationToken cancellationToken
    )
    {
        var tenant = await FindTenantAsync(context.Request, cancellationToken);
        if (!tenant.IsSuccess)
        {
            return tenant.Error;
        }
        var visitor = ChatCopsMapping.ToVisitor(tenant.Value, request.ConversationId);
        return await streamer.StreamAsync(
            context,
            visitor,
            ChatCopsMapping.ToReplyRequest(request, visitor),
            new ChatCopsFrames()
        );
    }

    private async ValueTask<Result<Guid>> FindTenantAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var name = request.Query[KeyParameter].ToString();
        if (name.Length == 0)
        {
            return await keys.FindTenantAsync(options.Value.Tenant, cancellationToken);
        }
        // Only publishable keys may stand in an address: secret ones would end up in logs.
        if (!name.StartsWith("pk_", StringComparison.Ordinal))
        {
            return new KeyRefused();
        }
        var key = await keys.FindAsync(name, cancellationToken);
        if (!key.IsSuccess)
        {
            return key.Error;
        }
        return RequestOrigin.Of(request).IsAllowedBy(key.Value.AllowedOrigins)
            ? key.Value.Caller.TenantId
            : new OriginRefused();
    }
}
