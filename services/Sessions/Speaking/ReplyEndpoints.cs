using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Sessions.Speaking;

/// <summary>The REST edge of replies.</summary>
internal static class ReplyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost("/v1/conversations/{id:guid}/replies/{replyId:guid}/stop", StopAsync)
            .WithSummary("Stops a reply")
            .WithDescription(
                "The AI stops at once; what it has said is kept as an interrupted message with the reason `stopped`. "
                    + "Stopping it again changes nothing."
            )
            .Produces<StopAnswer>()
            .WithProblems(404);

    private static async Task<IResult> StopAsync(
        Guid id,
        Guid replyId,
        HttpContext context,
        StopReplyHandler handler,
        CancellationToken cancellationToken
    )
    {
        var stopped = await handler.HandleAsync(context.GetPrincipal(), id, replyId, cancellationToken);
        return stopped.Match(
            isStopping => TypedResults.Ok(new StopAnswer { Stopping = isStopping }),
            error => error.ToHttpResult()
        );
    }
}
