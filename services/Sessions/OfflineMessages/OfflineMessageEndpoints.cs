using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.OfflineMessages;

/// <summary>The REST edge of offline messages.</summary>
internal static class OfflineMessageEndpoints
{
    private const int MaxBodyBytes = 128 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var messages = endpoints
            .MapGroup("/v1/offline-messages")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .WithProblems();
        messages
            .MapPost("", LeaveAsync)
            .WithSummary("Leaves an offline message")
            .WithDescription("Any key or token; refused with `outside_hours_hidden` while the widget is hidden.")
            .Produces<LeftOfflineMessageAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 409, 413);
        messages
            .MapGet("", ListAsync)
            .WithSummary("Lists offline messages")
            .WithDescription("Newest first. Needs an agent or a secret key.")
            .Produces<ListAnswer<OfflineMessageAnswer>>()
            .WithProblems(400);
        messages
            .MapPatch("{id:guid}", MarkAsync)
            .WithSummary("Marks an offline message as handled")
            .WithDescription("Or as open again. Needs an agent or a secret key.")
            .Produces<OfflineMessageAnswer>()
            .WithProblems(400, 404);
    }

    private static async Task<IResult> LeaveAsync(
        OfflineMessageBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        LeaveOfflineMessageHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new LeaveOfflineMessage
        {
            Principal = context.GetPrincipal(),
            Details = body.ToDetails(),
            IdempotencyKey = idempotencyKey,
        };
        var left = await handler.HandleAsync(request, cancellationToken);
        return left.Match(
            message => TypedResults.Created((string?)null, new LeftOfflineMessageAnswer(message.Id, message.LeftAt)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> ListAsync(
        [Description("true: those somebody has seen to; false: the others.")] bool? handled,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListOfflineMessagesHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await handler.HandleAsync(context.GetPrincipal(), handled, page.Value, cancellationToken);
        return found.Match(
            messages =>
                TypedResults.Ok(
                    ListAnswer.Of(
                        messages,
                        page.Value.Limit,
                        OfflineMessageAnswer.From,
                        message => message.Id.ToString()
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> MarkAsync(
        Guid id,
        MarkOfflineMessageBody body,
        HttpContext context,
        MarkOfflineMessageHandler handler,
        CancellationToken cancellationToken
    )
    {
        if (body.Handled is not { } handled)
        {
            return Invalid.Field("/handled", "required", "Must be true or false.").ToHttpResult();
        }

        var marked = await handler.HandleAsync(context.GetPrincipal(), id, handled, cancellationToken);
        return marked.Match(
            message => TypedResults.Ok(OfflineMessageAnswer.From(message)),
            error => error.ToHttpResult()
        );
    }
}
