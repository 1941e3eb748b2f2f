using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;

namespace Chat.Sessions.AgentThreads;

/// <summary>An agent's threads, their messages, and how far it has read them.</summary>
internal sealed class AgentThreadsHandler(AgentThreadStore store)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<AgentThread>>> ListAsync(
        Principal principal,
        AgentThreadCursor? behind,
        int limit,
        CancellationToken cancellationToken
    ) =>
        AgentAccess.AgentIdOf(principal) is { } agentId
            ? await store.PageAsync(principal.TenantId, agentId, behind, limit + 1, cancellationToken)
            : new AgentsOnly();

    public Task<Result<AgentThread>> GetAsync(Principal principal, Guid id, CancellationToken cancellationToken) =>
        FindAsync(principal, agentId => store.FindAsync(principal.TenantId, agentId, id, cancellationToken));

    public async Task<Result<AgentThread>> ReadAsync(
        Principal principal,
        Guid id,
        long? sequence,
        CancellationToken cancellationToken
    ) =>
        sequence is not { } seen || seen < 0
            ? Invalid.Field("/sequence", "out_of_range", "Must be a sequence, not negative.")
            : await FindAsync(
                principal,
                agentId => store.ReadAsync(principal.TenantId, agentId, id, seen, cancellationToken)
            );

    /// <summary>Newest first; one more than asked for tells whether there are more.</summary>
    public async Task<Result<List<AgentMessage>>> MessagesAsync(
        Principal principal,
        Guid id,
        long before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var thread = await GetAsync(principal, id, cancellationToken);
        if (!thread.IsSuccess)
        {
            return thread.Error;
        }

        var agentId = AgentAccess.AgentIdOf(principal).GetValueOrDefault();
        return await store.MessagesAsync(principal.TenantId, agentId, id, before, limit + 1, cancellationToken);
    }

    private static async Task<Result<AgentThread>> FindAsync(Principal principal, Func<Guid, Task<AgentThread?>> find)
    {
        if (AgentAccess.AgentIdOf(principal) is not { } agentId)
        {
            return new AgentsOnly();
        }

        return await find(agentId) is { } thread ? thread : new AgentThreadNotFound();
    }
}
