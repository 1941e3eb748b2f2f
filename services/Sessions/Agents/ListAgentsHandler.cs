using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Data;
using Chat.Sessions.Paging;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Agents;

/// <summary>The tenant's agents, newest first.</summary>
internal sealed class ListAgentsHandler(SessionsDbContext context, AgentDirectory directory)
{
    /// <summary>Those older than the page's cursor; one more than asked for tells whether there are more.</summary>
    public async Task<Result<List<Agent>>> HandleAsync(
        Principal principal,
        AgentFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayRead(principal))
        {
            return new AgentsForbidden();
        }

        var agents = filter.ApplyTo(context.Agents.AsNoTracking());
        if (page.Cursor is { } cursor)
        {
            agents = agents.Where(agent => agent.Id < cursor);
        }

        return await agents.OrderByDescending(agent => agent.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
    }

    /// <summary>Who is online and has room; as above.</summary>
    public async Task<Result<List<AgentCard>>> ListAvailableAsync(
        Principal principal,
        PageRequest page,
        CancellationToken cancellationToken
    ) =>
        AgentAccess.MayRead(principal)
            ? await directory.ListAvailableAsync(
                principal.TenantId,
                visibility: null,
                page.Cursor,
                page.Limit + 1,
                cancellationToken
            )
            : new AgentsForbidden();

    public async Task<Result<Agent>> FindAsync(Principal principal, Guid agentId, CancellationToken cancellationToken)
    {
        if (!AgentAccess.MayRead(principal))
        {
            return new AgentsForbidden();
        }

        var found = await context
            .Agents.AsNoTracking()
            .SingleOrDefaultAsync(agent => agent.Id == agentId, cancellationToken);
        return found is null ? new AgentNotFound() : found;
    }
}
