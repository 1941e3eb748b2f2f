using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Data;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Agents;

/// <summary>Makes an agent. Nobody can log in as it before it got a password.</summary>
internal sealed class CreateAgentHandler(SessionsDbContext context, AgentWriter writer, TenantSettings settings)
{
    private const int MaxIdempotencyKey = 255;

    public async Task<Result<Agent>> HandleAsync(CreateAgent request, CancellationToken cancellationToken)
    {
        if (!AgentAccess.MayWrite(request.Principal))
        {
            return new AdminRequired();
        }

        if (request.IdempotencyKey is { Length: < 1 or > MaxIdempotencyKey })
        {
            return Invalid.Field("/Idempotency-Key", "length", $"Must have 1 to {MaxIdempotencyKey} characters.");
        }

        var changes = AgentReader.Read(request.Body, isNew: true);
        if (!changes.IsSuccess)
        {
            return changes.Error;
        }

        if (await FindAsync(request.IdempotencyKey, cancellationToken) is { } before)
        {
            return before;
        }

        // Before the turn, whose owner could wait for a connection that those who wait for the turn have.
        var defaults = await settings.GetAsync<AgentsSettings>(request.Principal.TenantId, cancellationToken);
        // Another one that is made the default, or changed, in this very moment is no reason to refuse this one.
        return await AnyVersion.ChangeAsync(
            null,
            () => TryAsync(request, changes.Value, defaults.MaxConcurrentChats, cancellationToken)
        );
    }

    private async Task<Result<Agent>> TryAsync(
        CreateAgent request,
        AgentChanges changes,
        int capacity,
        CancellationToken cancellationToken
    )
    {
        await using var turn = await writer.BeginTurnAsync(request.Principal.TenantId, cancellationToken);
        if (await context.Agents.CountAsync(cancellationToken) >= AgentLimits.MaxAgents)
        {
            return new TooManyAgents(AgentLimits.MaxAgents);
        }

        var agent = Make(request, changes, capacity);
        context.Agents.Add(agent);
        if (await writer.SaveAsync(agent, cancellationToken) is { } refusal)
        {
            // The same request on another connection was sooner: then it is the one whose address is taken.
            return await FindAsync(request.IdempotencyKey, cancellationToken) ?? (Result<Agent>)refusal;
        }

        await turn.CommitAsync(cancellationToken);
        return agent;
    }

    private Agent Make(CreateAgent request, AgentChanges changes, int capacity)
    {
        var now = writer.Now;
        var agent = new Agent
        {
            Id = Ids.New(),
            TenantId = request.Principal.TenantId,
            Email = changes.Email!,
            Name = changes.Name!,
            Capacity = capacity,
            CreatedAt = now,
            UpdatedAt = now,
            IdempotencyKey = request.IdempotencyKey,
        };
        changes.ApplyTo(agent);
        return agent;
    }

    private async Task<Agent?> FindAsync(string? idempotencyKey, CancellationToken cancellationToken) =>
        idempotencyKey is null
            ? null
            : await context.Agents.SingleOrDefaultAsync(
                agent => agent.IdempotencyKey == idempotencyKey,
                cancellationToken
            );
}

/// <summary>An agent somebody wants.</summary>
internal sealed record CreateAgent(Principal Principal, AgentBody Body, string? IdempotencyKey);
