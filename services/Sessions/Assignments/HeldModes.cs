using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;

namespace Chat.Sessions.Assignments;

/// <summary>
/// Whether the AI answers beside an agent is decided when the agent gets a conversation; when the agent's or the tenant's
/// settings change, what the agent has follows.
/// </summary>
internal sealed class HeldModes(
    NpgsqlDataSource source,
    ConversationChange change,
    QueueSteps steps,
    TenantSettings settings
)
{
    /// <summary>In one round; each further change makes another one.</summary>
    private const int MaxConversations = 500;

    private const string DifferingSql = """
        select c.id, c.assigned_agent_id, m.mode
        from conversations c
            join agents a on a.tenant_id = c.tenant_id and a.id = c.assigned_agent_id,
            lateral (select case when not a.ai_enabled then $2 else ($3::smallint[])[a.mode_override + 1] end) as m(mode)
        where c.tenant_id = $1 and c.status in (4, 5) and c.mode <> m.mode
        limit $4
        """;

    public async Task FollowAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var ai = await settings.GetAsync<AiSettings>(tenantId, cancellationToken);
        foreach (var (key, agentId, mode) in await DifferingAsync(tenantId, ai, cancellationToken))
        {
            await steps.TryAsync(
                key,
                () =>
                    change.ApplyAsync(
                        key,
                        ConversationActor.System,
                        (locked, _) => Task.FromResult(Decide(locked.State, agentId, mode)),
                        cancellationToken
                    ),
                cancellationToken
            );
        }
    }

    private static Result<ConversationUpdate> Decide(ConversationState state, Guid agentId, ConversationMode mode) =>
        AssignmentAccess.IsHeld(state) && state.AssignedAgentId == agentId && state.Mode != mode
            ? new ConversationUpdate
            {
                Next = state with { Mode = mode },
                Event = new ConversationEvent
                {
                    Kind = ConversationEventKind.ModeChanged,
                    Actor = ConversationActor.System.Author,
                    FromMode = state.Mode,
                },
            }
            : ConversationUpdate.Unchanged(state);

    private async Task<List<(ConversationKey Key, Guid AgentId, ConversationMode Mode)>> DifferingAsync(
        Guid tenantId,
        AiSettings ai,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(DifferingSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<short> { TypedValue = ModeOf(ai, AgentMode.None, mayAiHelp: false) },
                    new NpgsqlParameter<short[]>
                    {
                        // By the numbers of AgentMode.
                        TypedValue =
                        [
                            ModeOf(ai, AgentMode.None, mayAiHelp: true),
                            ModeOf(ai, AgentMode.Ai, mayAiHelp: true),
                            ModeOf(ai, AgentMode.Manual, mayAiHelp: true),
                        ],
                    },
                    new NpgsqlParameter<int> { TypedValue = MaxConversations },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var differing = new List<(ConversationKey, Guid, ConversationMode)>();
        while (await row.ReadAsync(cancellationToken))
        {
            var key = new ConversationKey(tenantId, row.GetGuid(0));
            differing.Add((key, row.GetGuid(1), (ConversationMode)row.GetInt16(2)));
        }

        return differing;
    }

    private static short ModeOf(AiSettings ai, AgentMode agent, bool mayAiHelp) =>
        (short)ReplyModes.Assigned(ai, agent, mayAiHelp);
}
