using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Sessions.Ratings;

/// <summary>The REST edge of ratings.</summary>
internal static class RatingEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string path = "/v1/conversations/{id:guid}/rating";
        endpoints
            .MapGet(path, GetAsync)
            .WithSummary("Gets a conversation's rating")
            .Produces<RatingAnswer>()
            .WithProblems(404);
        endpoints
            .MapPut(path, RateAsync)
            .WithSummary("Rates a conversation")
            .WithDescription(
                "One that ended; by its visitor or user, or for them with a secret key. Sent again it is completed or "
                    + "corrected, for 24 hours."
            )
            .Produces<RatingAnswer>()
            .WithProblems(400, 403, 404, 409);
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        GetRatingHandler handler,
        CancellationToken cancellationToken
    )
    {
        var found = await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken);
        return found.Match(rating => TypedResults.Ok(RatingAnswer.From(id, rating)), error => error.ToHttpResult());
    }

    private static async Task<IResult> RateAsync(
        Guid id,
        RatingBody body,
        HttpContext context,
        RateConversationHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new RateConversation
        {
            Principal = context.GetPrincipal(),
            ConversationId = id,
            Type = body.Type,
            Value = body.Value,
            FollowUp = body.FollowUp,
            Comment = body.Comment,
        };
        var rated = await handler.HandleAsync(request, cancellationToken);
        return rated.Match(rating => TypedResults.Ok(RatingAnswer.From(id, rating)), error => error.ToHttpResult());
    }
}
