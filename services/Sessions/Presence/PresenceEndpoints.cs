using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Presence;

/// <summary>The REST edge of presence.</summary>
internal static class PresenceEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPut($"{AgentEndpoints.Path}/{{id:guid}}/status", SetAsync)
            .WithSummary("Sets an agent's status")
            .WithDescription(
                "What the agent chooses to be, also when it comes back. Others see it while the agent is connected. Agents "
                    + "for themselves; managers, admins and secret keys for everybody."
            )
            .Produces<StatusAnswer>()
            .WithProblems(400, 404);

    private static async Task<IResult> SetAsync(
        Guid id,
        StatusBody body,
        HttpContext context,
        BeatHandler handler,
        CancellationToken cancellationToken
    )
    {
        if (AgentWords.Parse<AgentStatus>(body.Status ?? "") is not { } status)
        {
            var words = AgentWords.ListOf<AgentStatus>();
            return Invalid.Field("/status", "unknown_value", $"Must be one of: {words}.").ToHttpResult();
        }

        var set = await handler.ChooseAsync(context.GetPrincipal(), id, status, cancellationToken);
        return set.Match(
            now =>
                TypedResults.Ok(
                    new StatusAnswer
                    {
                        Id = id,
                        Status = AgentWords.Of(now.Status),
                        ChosenStatus = AgentWords.Of(now.Chosen),
                    }
                ),
            error => error.ToHttpResult()
        );
    }
}
