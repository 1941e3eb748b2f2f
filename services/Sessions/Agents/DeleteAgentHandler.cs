using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Data;
using Chat.Sessions.Presence;
using Chat.Sessions.Settings;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Agents;

/// <summary>
/// Deletes an agent: nobody finds it any more, its address is free, its logins end. Those who reported to it report to
/// its own superior. What it wrote keeps its name.
/// </summary>
internal sealed class DeleteAgentHandler(SessionsDbContext context, AgentWriter writer, AgentPresences presences)
{
    public async Task<Result> HandleAsync(Principal principal, Guid agentId, CancellationToken cancellationToken)
    {
        if (!AgentAccess.MayWrite(principal))
        {
            return new AdminRequired();
        }

        // Whoever changes it, or one of its reports, at the same moment keeps nobody from deleting it.
        var deleted = await AnyVersion.ChangeAsync(null, () => TryAsync(principal, agentId, cancellationToken));
        if (!deleted.IsSuccess)
        {
            return deleted.Error;
        }

        await presences.ReviewAsync(new AgentKey(principal.TenantId, agentId), cancellationToken);
        return Result.Success;
    }

    private async Task<Result<Agent>> TryAsync(Principal principal, Guid agentId, CancellationToken cancellationToken)
    {
        await using var transaction = await writer.BeginTurnAsync(principal.TenantId, cancellationToken);
        var agent = await context.Agents.SingleOrDefaultAsync(agent => agent.Id == agentId, cancellationToken);
        if (agent is null)
        {
            return new AgentNotFound();
        }

        if (agent.IsActiveAdmin && await writer.IsLastAdminAsync(agent, cancellationToken))
        {
            return new LastAdmin();
        }

        var now = writer.Now;
        await foreach (
            var report in context
                .Agents.Where(other => other.ParentId == agentId)
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            report.ParentId = agent.ParentId;
            report.Touch(now);
        }

        agent.Delete(now);
        if (await writer.SaveAsync(agent, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancellationToken);
        return agent;
    }
}
