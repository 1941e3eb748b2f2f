using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;

namespace Chat.Sessions.Assignments;

/// <summary>The one way a conversation comes to an agent.</summary>
/// <remarks>
/// All in the transaction that holds the conversation's row:
/// <list type="number">
/// <item>Who has it now decides whether it may be taken: of two agents at once the second sees the first.</item>
/// <item>The agent's row is locked and the agent's open assignments counted: of two conversations at once the second sees
/// the first. Conversations are locked before agents, always, and one agent at a time: nobody waits in a circle.</item>
/// <item>The row changes, a reply under way is cut off, the log and the bus are told.</item>
/// </list>
/// </remarks>
internal sealed class Assigning(ConversationChange change, TenantSettings settings)
{
    public async Task<Result<ChangedConversation>> AssignAsync(
        AssignConversation request,
        CancellationToken cancellationToken
    )
    {
        var ai = await settings.GetAsync<AiSettings>(request.Key.TenantId, cancellationToken);
        return await change.ApplyAsync(
            request.Key,
            request.Actor,
            async (locked, token) =>
                await AssignmentNote.AddToAsync(
                    await DecideAsync(request, ai, locked, token),
                    locked,
                    request.Actor,
                    request.Note,
                    token
                ),
            cancellationToken
        );
    }

    private static async Task<Result<ConversationUpdate>> DecideAsync(
        AssignConversation request,
        AiSettings ai,
        LockedConversation locked,
        CancellationToken cancellationToken
    )
    {
        var key = request.Key;
        if (request.Unless(locked.State) is { } held)
        {
            return await NamedAsync(held, locked, cancellationToken);
        }

        var agent = await RoutingAgentStore.LockAsync(
            locked.Transaction,
            key.TenantId,
            request.AgentId,
            key.ConversationId,
            cancellationToken
        );
        if (agent is null)
        {
            return new Agents.AgentNotFound();
        }

        if (AgentObstacles.ErrorOf(agent, ObstacleOf(agent, request)) is { } obstacle)
        {
            return obstacle;
        }

        var move = new ConversationMove
        {
            Action = ConversationAction.Assign,
            AgentId = agent.Id,
            Mode = ReplyModes.Assigned(ai, agent.Mode, agent.MayAiHelp),
            Reason = request.Reason,
            ExpectedRevision = request.ExpectedRevision,
        };
        var decided = ConversationMoves.Decide(locked.State, locked.Now, request.Actor, move);
        return decided is { IsSuccess: true, Value.Event: not null }
            ? decided.Value with
            {
                With = [.. AssignmentRows.Of(key, agent.Id, locked.Now)],
            }
            : decided;
    }

    private static AgentObstacle ObstacleOf(RoutingAgent agent, AssignConversation request) =>
        AgentFit.ObstacleOf(agent) switch
        {
            AgentObstacle.NotOnline when !request.MustBeOnline => agent.HasRoom || request.BeyondCapacity
                ? AgentObstacle.None
                : AgentObstacle.NoRoom,
            AgentObstacle.NoRoom when request.BeyondCapacity => AgentObstacle.None,
            var obstacle => obstacle,
        };

    // The name is asked for only when somebody is refused.
    private static async Task<Error> NamedAsync(
        Error refusal,
        LockedConversation locked,
        CancellationToken cancellationToken
    )
    {
        if (refusal is not ConversationTaken || locked.State.AssignedAgentId is not { } holder)
        {
            return refusal;
        }

        await using var command = new NpgsqlCommand(
            "select name from agents where tenant_id = $1 and id = $2",
            locked.Transaction.Connection,
            locked.Transaction
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = locked.TenantId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = holder });
        return new ConversationTaken((string?)await command.ExecuteScalarAsync(cancellationToken) ?? "Another agent");
    }
}
