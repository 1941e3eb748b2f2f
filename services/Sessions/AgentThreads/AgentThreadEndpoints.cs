using System.ComponentModel;
using System.Globalization;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.AgentThreads;

/// <summary>The REST edge of what agents write to each other; each sees its own.</summary>
internal static class AgentThreadEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var threads = endpoints.MapGroup("/v1/agent-threads").WithProblems(400, 403);
        threads
            .MapGet("", ListAsync)
            .WithSummary("Lists threads of agents")
            .WithDescription("The caller's, by their last message, with what it has not read.")
            .Produces<ListAnswer<AgentThreadAnswer>>();
        threads
            .MapPost("", OpenAsync)
            .WithSummary("Begins a thread of agents")
            .WithDescription("With one other and no title: the one that the two have.")
            .Produces<AgentThreadAnswer>(StatusCodes.Status201Created)
            .Produces<AgentThreadAnswer>();
        var one = threads.MapGroup("{id:guid}").WithProblems(404);
        one.MapGet("", GetAsync).WithSummary("Gets a thread of agents").Produces<AgentThreadAnswer>();
        one.MapPut("read", ReadAsync)
            .WithSummary("Says how far one has read")
            .WithDescription("It never goes back.")
            .Produces<AgentThreadAnswer>();
        one.MapGet("messages", MessagesAsync)
            .WithSummary("Lists agents' messages")
            .WithDescription("Newest first.")
            .Produces<ListAnswer<AgentMessage>>();
        one.MapPost("messages", PostAsync)
            .WithSummary("Writes to agents")
            .WithDescription("Members hear of it as the signal agentMessage of their topic agent.")
            .Produces<AgentMessage>(StatusCodes.Status201Created)
            .Produces<AgentMessage>()
            .WithProblems(409);
    }

    private static async Task<IResult> ListAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        AgentThreadsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var (behind, size) = (AgentThreadCursor.Parse(cursor ?? ""), limit ?? PageRequest.DefaultLimit);
        if (!string.IsNullOrEmpty(cursor) && behind is null)
        {
            return Invalid.Field("/cursor", "format", "Must be the nextCursor of a page.").ToHttpResult();
        }

        if (size is < 1 or > PageRequest.MaxLimit)
        {
            return Invalid.Field("/limit", "out_of_range", $"Must be 1 to {PageRequest.MaxLimit}.").ToHttpResult();
        }

        var found = await handler.ListAsync(context.GetPrincipal(), behind, size, cancellationToken);
        return found.Match(
            threads => TypedResults.Ok(ListAnswer.Of(threads, size, AgentThreadAnswer.From, AgentThreadCursor.Of)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> OpenAsync(
        AgentThreadBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        OpenThreadHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new OpenThread
        {
            Principal = context.GetPrincipal(),
            MemberIds = body.MemberIds ?? [],
            Title = body.Title,
            IdempotencyKey = idempotencyKey,
        };
        var opened = await handler.HandleAsync(request, cancellationToken);
        return opened.Match(
            thread =>
                thread.Created
                    ? TypedResults.Created(
                        $"/v1/agent-threads/{thread.Thread.Id}",
                        AgentThreadAnswer.From(thread.Thread)
                    )
                    : (IResult)TypedResults.Ok(AgentThreadAnswer.From(thread.Thread)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        AgentThreadsHandler handler,
        CancellationToken cancellationToken
    ) => Answer(await handler.GetAsync(context.GetPrincipal(), id, cancellationToken));

    private static async Task<IResult> ReadAsync(
        Guid id,
        ReadThreadBody body,
        HttpContext context,
        AgentThreadsHandler handler,
        CancellationToken cancellationToken
    ) => Answer(await handler.ReadAsync(context.GetPrincipal(), id, body.Sequence, cancellationToken));

    private static async Task<IResult> MessagesAsync(
        Guid id,
        [Description("nextCursor of the page before, a sequence.")] long? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        AgentThreadsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var size = limit ?? PageRequest.DefaultLimit;
        if (size is < 1 or > PageRequest.MaxLimit)
        {
            return Invalid.Field("/limit", "out_of_range", $"Must be 1 to {PageRequest.MaxLimit}.").ToHttpResult();
        }

        var before = cursor ?? long.MaxValue;
        var found = await handler.MessagesAsync(context.GetPrincipal(), id, before, size, cancellationToken);
        return found.Match(
            messages =>
                TypedResults.Ok(
                    ListAnswer.Of(
                        messages,
                        size,
                        message => message,
                        message => message.Sequence.ToString(CultureInfo.InvariantCulture)
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> PostAsync(
        Guid id,
        AgentMessageBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 128 characters.")]
            string? idempotencyKey,
        HttpContext context,
        PostAgentMessageHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new PostAgentMessage
        {
            Principal = context.GetPrincipal(),
            ThreadId = id,
            Text = body.Text ?? "",
            ClientMessageId = body.ClientMessageId ?? idempotencyKey,
            IdField = body.ClientMessageId is null ? "/Idempotency-Key" : "/clientMessageId",
        };
        var posted = await handler.HandleAsync(request, cancellationToken);
        return posted.Match(
            message =>
                TypedResults.Json(
                    message.Message,
                    statusCode: message.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK
                ),
            error => error.ToHttpResult()
        );
    }

    private static IResult Answer(Result<AgentThread> found) =>
        found.Match(thread => TypedResults.Ok(AgentThreadAnswer.From(thread)), error => error.ToHttpResult());
}
