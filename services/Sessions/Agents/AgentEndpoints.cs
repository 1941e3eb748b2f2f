using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Chat.Sessions.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Agents;

/// <summary>The REST edge of agents.</summary>
internal static class AgentEndpoints
{
    public const string Path = "/v1/agents";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var agents = endpoints.MapGroup(Path).WithProblems();
        agents
            .MapGet("", ListAsync)
            .WithSummary("Lists agents")
            .WithDescription("Newest first. Needs an agent's token or a secret key.")
            .Produces<ListAnswer<AgentAnswer>>()
            .WithProblems(400);
        agents
            .MapPost("", CreateAsync)
            .WithSummary("Creates an agent")
            .WithDescription(
                "Needs an admin's token or a secret key. A retry under the same key answers the first result."
            )
            .Produces<AgentAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 409);
        agents
            .MapGet("me", GetOwnAsync)
            .WithSummary("Gets the agent whose token is shown")
            .Produces<AgentAnswer>()
            .WithProblems(404);
        agents.MapGet("{id:guid}", GetAsync).WithSummary("Gets an agent").Produces<AgentAnswer>().WithProblems(404);
        agents
            .MapPatch("{id:guid}", UpdateAsync)
            .WithSummary("Changes an agent")
            .WithDescription(
                "Needs an admin's token or a secret key. With If-Match only if nobody changed it meanwhile. Who is "
                    + "deactivated loses access within seconds."
            )
            .Produces<AgentAnswer>()
            .WithProblems(400, 404, 409, 412);
        agents
            .MapDelete("{id:guid}", DeleteAsync)
            .WithSummary("Deletes an agent")
            .WithDescription("Needs an admin's token or a secret key. Its reports go to its own superior.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404, 409);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] AgentQuery query,
        HttpContext context,
        ListAgentsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(query.Cursor, query.Limit);
        var filter = AgentFilter.Parse(query);
        if (!page.IsSuccess || !filter.IsSuccess)
        {
            return (page.Error ?? filter.Error)!.ToHttpResult();
        }

        var found = await handler.HandleAsync(context.GetPrincipal(), filter.Value, page.Value, cancellationToken);
        return found.Match(
            agents =>
                TypedResults.Ok(
                    ListAnswer.Of(agents, page.Value.Limit, AgentAnswer.From, agent => agent.Id.ToString())
                ),
            error => error.ToHttpResult()
        );
    }

    private static Task<IResult> GetOwnAsync(
        HttpContext context,
        ListAgentsHandler handler,
        CancellationToken cancellationToken
    ) =>
        AgentAccess.AgentIdOf(context.GetPrincipal()) is { } id
            ? GetAsync(id, context, handler, cancellationToken)
            : Task.FromResult(new AgentsForbidden().ToHttpResult());

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        ListAgentsHandler handler,
        CancellationToken cancellationToken
    ) => Answer(context, await handler.FindAsync(context.GetPrincipal(), id, cancellationToken));

    private static async Task<IResult> CreateAsync(
        AgentBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        CreateAgentHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new CreateAgent(context.GetPrincipal(), body, idempotencyKey);
        var made = await handler.HandleAsync(request, cancellationToken);
        return made.IsSuccess
            ? TypedResults.Created($"{Path}/{Tagged(context, made.Value).Id}", AgentAnswer.From(made.Value))
            : made.Error.ToHttpResult();
    }

    private static async Task<IResult> UpdateAsync(
        Guid id,
        AgentBody body,
        [FromHeader(Name = "If-Match"), Description("The ETag of what was read; left out: any version.")]
            string? ifMatch,
        HttpContext context,
        UpdateAgentHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new UpdateAgent(context.GetPrincipal(), id, body, ExpectedVersion.Parse(ifMatch));
        return Answer(context, await handler.HandleAsync(request, cancellationToken));
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        HttpContext context,
        DeleteAgentHandler handler,
        CancellationToken cancellationToken
    )
    {
        var deleted = await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken);
        return deleted.Match(IResult () => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static IResult Answer(HttpContext context, Result<Agent> found) =>
        found.Match(agent => TypedResults.Ok(AgentAnswer.From(Tagged(context, agent))), error => error.ToHttpResult());

    private static Agent Tagged(HttpContext context, Agent agent)
    {
        context.Response.Headers.ETag = ExpectedVersion.TagOf(agent.Version);
        return agent;
    }
}
