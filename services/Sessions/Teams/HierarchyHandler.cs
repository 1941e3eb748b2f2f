using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Data;
using Chat.Sessions.Settings;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Teams;

/// <summary>Puts agents where they stand. Levels grow strictly on the way up, so there can be no circle.</summary>
internal sealed class HierarchyHandler(SessionsDbContext context, AgentWriter writer)
{
    private const int MaxLevel = 100;

    public async Task<Result<Agent>> HandleAsync(PlaceAgent request, CancellationToken cancellationToken)
    {
        if (!AgentAccess.MayWrite(request.Principal))
        {
            return new AdminRequired();
        }

        if (request.Body.Level is not { } level || level < 1 || level > MaxLevel)
        {
            return Invalid.Field("/level", "out_of_range", $"Must be 1 to {MaxLevel}.");
        }

        return await AnyVersion.ChangeAsync(request.ExpectedVersion, () => TryAsync(request, level, cancellationToken));
    }

    private async Task<Result<Agent>> TryAsync(PlaceAgent request, int level, CancellationToken cancellationToken)
    {
        await using var transaction = await writer.BeginTurnAsync(request.Principal.TenantId, cancellationToken);
        var agent = await context.Agents.SingleOrDefaultAsync(agent => agent.Id == request.AgentId, cancellationToken);
        if (agent is null)
        {
            return new AgentNotFound();
        }

        if (request.ExpectedVersion?.Allows(agent.Version) is false)
        {
            return new AgentChanged();
        }

        if (await RefuseAsync(agent, request.Body, level, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        (agent.ParentId, agent.Level, agent.TeamId) = (request.Body.ParentId, level, request.Body.TeamId);
        agent.Touch(writer.Now);
        if (await writer.SaveAsync(agent, cancellationToken) is { } failed)
        {
            return failed;
        }

        await transaction.CommitAsync(cancellationToken);
        return agent;
    }

    private async Task<Error?> RefuseAsync(
        Agent agent,
        HierarchyBody body,
        int level,
        CancellationToken cancellationToken
    )
    {
        List<FieldFault> faults = [];
        if (body.TeamId is { } teamId && !await context.Teams.AnyAsync(team => team.Id == teamId, cancellationToken))
        {
            faults.Add(new FieldFault("/teamId", "not_found", "There is no such team."));
        }

        if (body.ParentId is { } parentId)
        {
            var parent = await context
                .Agents.AsNoTracking()
                .SingleOrDefaultAsync(other => other.Id == parentId, cancellationToken);
            if (ParentFault(agent, parent, level) is { } fault)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        var highest = await context
            .Agents.Where(other => other.ParentId == agent.Id)
            .MaxAsync(other => (int?)other.Level, cancellationToken);
        return highest >= level ? new LevelBelowReports(highest.Value + 1) : null;
    }

    private static FieldFault? ParentFault(Agent agent, Agent? parent, int level) =>
        parent is null ? new FieldFault("/parentId", "not_found", "There is no such agent.")
        : parent.Id == agent.Id ? new FieldFault("/parentId", "self", "An agent does not report to itself.")
        : parent.Level <= level
            ? new FieldFault("/parentId", "level", $"Must stand on a higher level; it stands on {parent.Level}.")
        : null;
}

/// <summary>Where somebody wants an agent to stand.</summary>
/// <param name="ExpectedVersion">Those it is meant for; null: whichever there is.</param>
internal sealed record PlaceAgent(
    Principal Principal,
    Guid AgentId,
    HierarchyBody Body,
    ExpectedVersion? ExpectedVersion
);
