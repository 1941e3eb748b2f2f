using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;

namespace Chat.Sessions.AgentQueue;

/// <summary>The REST edge of the queue.</summary>
internal static class QueueEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/v1/queue", ListAsync)
            .WithSummary("Lists what waits for an agent")
            .WithDescription(
                "First come first: by priority, then by the urgency of the customer's category, then those whose agent "
                    + "vanished, then by time. Needs an agent's token or a secret key."
            )
            .Produces<ListAnswer<QueueEntryAnswer>>()
            .WithProblems(400, 403);
        endpoints
            .MapGet("/v1/conversations/{id:guid}/queue", PlaceAsync)
            .WithSummary("Tells where a conversation stands in the queue")
            .Produces<QueuePlaceAnswer>()
            .WithProblems(404);
    }

    private static async Task<IResult> ListAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        QueueHandler handler,
        CancellationToken cancellationToken
    )
    {
        if (limit is < 1 or > PageRequest.MaxLimit)
        {
            return Invalid.Field("/limit", "out_of_range", $"Must be 1 to {PageRequest.MaxLimit}.").ToHttpResult();
        }

        var behind = cursor is null ? null : QueueCursor.Parse(cursor);
        if (cursor is not null && behind is null)
        {
            return Invalid.Field("/cursor", "format", "Must be the nextCursor of an answer.").ToHttpResult();
        }

        var size = limit ?? PageRequest.DefaultLimit;
        var found = await handler.ListAsync(context.GetPrincipal(), behind, size + 1, cancellationToken);
        return found.Match(
            queue =>
                TypedResults.Ok(
                    ListAnswer.Of(
                        queue.Entries,
                        size,
                        entry => QueueEntryAnswer.From(entry, queue.WaitOf(entry)),
                        QueueCursor.Of
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> PlaceAsync(
        Guid id,
        HttpContext context,
        QueueHandler handler,
        CancellationToken cancellationToken
    )
    {
        var found = await handler.PlaceAsync(context.GetPrincipal(), id, cancellationToken);
        return found.Match(place => TypedResults.Ok(QueuePlaceAnswer.From(place)), error => error.ToHttpResult());
    }
}
