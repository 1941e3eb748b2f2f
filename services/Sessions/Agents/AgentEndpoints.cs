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
            .MapGet("available", ListAvailableAsync)
            .WithSummary("Lists agents who can be given work")
            .WithDescription("Those who are online and have fewer conversations than they may have; newest first.")
            .Produces<ListAnswer<AvailableAgentAnswer>>()
            .WithProblems(400);
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
        AgentDirectory directory,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(query.Cursor, query.Limit);
        var filter = AgentFilter.Parse(query);
        if (!page.IsSuccess || !filter.IsSuccess)
        {
            return new Invalid([.. FaultsOf(page.Error), .. FaultsOf(filter.Error)]).ToHttpResult();
        }

        var principal = context.GetPrincipal();
        var found = await handler.HandleAsync(principal, filter.Value, page.Value, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error.ToHttpResult();
        }

        Guid[] ids = [.. found.Value.Select(agent => agent.Id)];
        var loads = await directory.CountAsync(principal.TenantId, ids, cancellationToken);
        return TypedResults.Ok(
            ListAnswer.Of(
                found.Value,
                page.Value.Limit,
                agent => AgentAnswer.From(agent, loads.GetValueOrDefault(agent.Id)),
                agent => agent.Id.ToString()
            )
        );
    }

    private static async Task<IResult> ListAvailableAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListAgentsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await handler.ListAvailableAsync(context.GetPrincipal(), page.Value, cancellationToken);
        return found.Match(
            cards =>
                TypedResults.Ok(
                    ListAnswer.Of(cards, page.Value.Limit, AvailableAgentAnswer.From, card => card.Id.ToString())
                ),
            error => error.ToHttpResult()
        );
    }

    private static Task<IResult> GetOwnAsync(
        HttpContext context,
        ListAgentsHandler handler,
        AgentDirectory directory,
        CancellationToken cancellationToken
    ) =>
        AgentAccess.AgentIdOf(context.GetPrincipal()) is { } id
            ? GetAsync(id, context, handler, directory, cancellationToken)
            : Task.FromResult(new AgentTokenRequired().ToHttpResult());

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        ListAgentsHandler handler,
        AgentDirectory directory,
        CancellationToken cancellationToken
    )
    {
        var found = await handler.FindAsync(context.GetPrincipal(), id, cancellationToken);
        return await AnswerAsync(context, found, directory, cancellationToken);
    }

    private static async Task<IResult> CreateAsync(
        AgentBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        CreateAgentHandler handler,
        AgentDirectory directory,
        CancellationToken cancellationToken
    )
    {
        var request = new CreateAgent(context.GetPrincipal(), body, idempotencyKey);
        var made = await handler.HandleAsync(request, cancellationToken);
        if (!made.IsSuccess)
        {
            return made.Error.ToHttpResult();
        }

        // One that a retry found may have some already.
        var agent = made.Value;
        var loads = await directory.CountAsync(agent.TenantId, [agent.Id], cancellationToken);
        context.Response.Headers.ETag = ExpectedVersion.TagOf(agent.Version);
        return TypedResults.Created($"{Path}/{agent.Id}", AgentAnswer.From(agent, loads.GetValueOrDefault(agent.Id)));
    }

    private static async Task<IResult> UpdateAsync(
        Guid id,
        AgentBody body,
        [FromHeader(Name = "If-Match"), Description("The ETag of what was read; left out: any version.")]
            string? ifMatch,
        HttpContext context,
        UpdateAgentHandler handler,
        AgentDirectory directory,
        CancellationToken cancellationToken
    )
    {
        var request = new UpdateAgent(context.GetPrincipal(), id, body, ExpectedVersion.Parse(ifMatch));
        var updated = await handler.HandleAsync(request, cancellationToken);
        return await AnswerAsync(context, updated, directory, cancellationToken);
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

    private static IReadOnlyList<FieldFault> FaultsOf(Error? error) => (error as Invalid)?.Faults ?? [];

    /// <summary>An agent with its tag and what it has to do, or why there is none.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context,
        Result<Agent> found,
        AgentDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (!found.IsSuccess)
        {
            return found.Error.ToHttpResult();
        }

        var agent = found.Value;
        var loads = await directory.CountAsync(agent.TenantId, [agent.Id], cancellationToken);
        context.Response.Headers.ETag = ExpectedVersion.TagOf(agent.Version);
        return TypedResults.Ok(AgentAnswer.From(agent, loads.GetValueOrDefault(agent.Id)));
    }
}
