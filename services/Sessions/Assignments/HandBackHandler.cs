using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;

namespace Chat.Sessions.Assignments;

/// <summary>Lets the AI go on, even where people answer first: somebody decided so.</summary>
internal sealed class HandBackHandler(ConversationChange change, TenantSettings settings)
{
    private const string LeftToAiSql = """
        update conversations
        set left_to_ai = true, needs_human_at = null, queue_front = false
        where tenant_id = $1 and id = $2
        """;

    private const string IsLeftSql = "select left_to_ai from conversations where tenant_id = $1 and id = $2";

    public async Task<Result<ConversationState>> HandleAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        var ai = await settings.GetAsync<AiSettings>(principal.TenantId, cancellationToken);
        if (ReplyModes.Unassigned(ai) is not ConversationMode.Ai)
        {
            return new AiSwitchedOff();
        }

        var key = new ConversationKey(principal.TenantId, conversationId);
        var own = AssignmentAccess.OnlyOwn(principal, AgentAccess.AgentIdOf(principal));
        var changed = await change.ApplyAsync(
            key,
            actor.Value,
            async (locked, token) =>
                await IsRepeatedAsync(key, actor.Value, locked, token)
                    ? ConversationUpdate.Unchanged(locked.State)
                    : Decide(key, actor.Value, own, locked),
            cancellationToken
        );
        return changed.IsSuccess ? changed.Value.Conversation : changed.Error;
    }

    // Open ones that nobody handed back may be about to wait for people: of those it is refused.
    private static async Task<bool> IsRepeatedAsync(
        ConversationKey key,
        ConversationActor actor,
        LockedConversation locked,
        CancellationToken cancellationToken
    )
    {
        if (locked.State.Status is not ConversationStatus.Open || !ActorKinds.Company.HasFlag(actor.Kind))
        {
            return false;
        }

        await using var command = new NpgsqlCommand(IsLeftSql, locked.Transaction.Connection, locked.Transaction);
        AddKey(command.Parameters, key);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static Result<ConversationUpdate> Decide(
        ConversationKey key,
        ConversationActor actor,
        Func<ConversationState, Error?> own,
        LockedConversation locked
    )
    {
        // What only waits, any agent may leave to the AI.
        var move = new ConversationMove
        {
            Action = ConversationAction.HandBack,
            Reason = AssignmentReasons.HandedBack,
            Unless = state => AssignmentAccess.IsHeld(state) ? own(state) : null,
        };
        var decided = ConversationMoves.Decide(locked.State, locked.Now, actor, move);
        return decided is { IsSuccess: true, Value.Event: not null }
            ? decided.Value with
            {
                With = [LeavingToAi(key)],
            }
            : decided;
    }

    private static NpgsqlBatchCommand LeavingToAi(ConversationKey key)
    {
        var command = new NpgsqlBatchCommand(LeftToAiSql);
        AddKey(command.Parameters, key);
        return command;
    }

    private static void AddKey(NpgsqlParameterCollection parameters, ConversationKey key)
    {
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.TenantId });
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.ConversationId });
    }
}
