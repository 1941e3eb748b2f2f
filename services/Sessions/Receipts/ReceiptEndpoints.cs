using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Sessions.Receipts;

/// <summary>The REST edge of receipts.</summary>
internal static class ReceiptEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string path = "/v1/conversations/{id:guid}/receipts";
        endpoints
            .MapGet(path, ListAsync)
            .WithSummary("Lists receipts")
            .WithDescription("How far everybody has got; a message is read by who has a mark at or behind it.")
            .Produces<ReceiptListAnswer>()
            .WithProblems(404);
        endpoints
            .MapPut(path, MarkAsync)
            .WithSummary("Says how far one has got")
            .WithDescription("For visitors, users and agents. Marks never go back.")
            .Produces<ReceiptAnswer>()
            .WithProblems(400, 403, 404);
    }

    private static async Task<IResult> ListAsync(
        Guid id,
        HttpContext context,
        ListReceiptsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var found = await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken);
        return found.Match(
            receipts => TypedResults.Ok(new ReceiptListAnswer([.. receipts.Select(ReceiptAnswer.From)])),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> MarkAsync(
        Guid id,
        ReceiptBody body,
        HttpContext context,
        MarkReceiptHandler handler,
        CancellationToken cancellationToken
    )
    {
        var marked = await handler.HandleAsync(
            context.GetPrincipal(),
            id,
            body.Delivered ?? 0,
            body.Read ?? 0,
            cancellationToken
        );
        return marked.Match(receipt => TypedResults.Ok(ReceiptAnswer.From(receipt)), error => error.ToHttpResult());
    }
}
