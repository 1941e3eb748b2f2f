using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Agents;

/// <summary>
/// Deletes an agent: nobody finds it any more, its address is free, its logins end. Those who reported to it report to
/// its own superior. What it wrote keeps its name.
/// </summary>
internal sealed class DeleteAgentHandler(SessionsDbContext context, AgentWriter writer)
{
    public async Task<Result> HandleAsync(Principal principal, Guid agentId, CancellationToken cancellationToken)
    {
        if (!AgentAccess.MayWrite(principal))
        {
            return new AdminRequired();
        }

        var agent = await context.Agents.SingleOrDefaultAsync(agent => agent.Id == agentId, cancellationToken);
        if (agent is null)
        {
            return new AgentNotFound();
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
        return await writer.SaveAsync(agent, cancellationToken) is { } refusal ? refusal : Result.Success;
    }
}
