using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Data;
using Chat.Sessions.Presence;
using Chat.Sessions.Settings;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Agents;

/// <summary>Changes an agent's fields. Who is deactivated by it loses access within seconds.</summary>
internal sealed class UpdateAgentHandler(SessionsDbContext context, AgentWriter writer, AgentPresences presences)
{
    public async Task<Result<Agent>> HandleAsync(UpdateAgent request, CancellationToken cancellationToken)
    {
        if (!AgentAccess.MayWrite(request.Principal))
        {
            return new AdminRequired();
        }

        var changes = AgentReader.Read(request.Body, isNew: false);
        if (!changes.IsSuccess)
        {
            return changes.Error;
        }

        return await AnyVersion.ChangeAsync(
            request.ExpectedVersion,
            () => TryAsync(request, changes.Value, cancellationToken)
        );
    }

    private async Task<Result<Agent>> TryAsync(
        UpdateAgent request,
        AgentChanges changes,
        CancellationToken cancellationToken
    )
    {
        // Two admins who end each other at once see each other.
        await using var turn = changes.EndsAdmin
            ? await writer.BeginTurnAsync(request.Principal.TenantId, cancellationToken)
            : null;
        if (
            await context.Agents.SingleOrDefaultAsync(agent => agent.Id == request.AgentId, cancellationToken)
            is not { } agent
        )
        {
            return new AgentNotFound();
        }

        if (request.ExpectedVersion?.Allows(agent.Version) is false)
        {
            return new AgentChanged();
        }

        if (changes.EndsAdmin && agent.IsActiveAdmin && await writer.IsLastAdminAsync(agent, cancellationToken))
        {
            return new LastAdmin();
        }

        changes.ApplyTo(agent);
        agent.Touch(writer.Now);
        if (await writer.SaveAsync(agent, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await (turn?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        await presences.ReviewAsync(new AgentKey(agent.TenantId, agent.Id), cancellationToken);
        await context.Entry(agent).ReloadAsync(cancellationToken);
        return agent;
    }
}

/// <summary>A change somebody wants.</summary>
/// <param name="ExpectedVersion">Those it is meant for; null: whichever there is.</param>
internal sealed record UpdateAgent(Principal Principal, Guid AgentId, AgentBody Body, ExpectedVersion? ExpectedVersion);
