using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.Routing;

/// <summary>A tenant of its own with people who work for it and customers who want something.</summary>
internal sealed class Office(SessionsInstance instance)
{
    private const short Online = 1;
    private const short Offline = 4;

    public Guid TenantId { get; } = Ids.New();

    public Caller Backend => Caller.Of(instance, PrincipalKind.SecretKey, TenantId);

    /// <summary>Somebody new who works here.</summary>
    public async Task<Caller> AgentAsync(
        bool online = false,
        int capacity = 5,
        string role = AgentRoles.Agent,
        Guid? parentId = null,
        int level = 1,
        bool isPublic = false,
        string name = "Ada",
        params string[] skills
    )
    {
        var id = Ids.New();
        await using var command = instance.Admin.CreateCommand(
            """
            insert into agents (
                tenant_id, id, email, name, role, capacity, skills, level, parent_id, visibility, is_active,
                mode_override, ai_enabled, auto_accept, is_default, chosen_status, status, created_at, updated_at,
                version)
            values ($1, $2, $2 || '@example.com', $3, 1, $4, $5, $6, $7, $8, true, 0, true, false, false, 1, $9, now(),
                now(), 1)
            """
        );
        command.Parameters.AddWithValue(TenantId);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue((short)capacity);
        command.Parameters.AddWithValue(skills);
        command.Parameters.AddWithValue((short)level);
        command.Parameters.AddWithValue(NpgsqlTypes.NpgsqlDbType.Uuid, (object?)parentId ?? DBNull.Value);
        command.Parameters.AddWithValue((short)(isPublic ? 2 : 1));
        command.Parameters.AddWithValue(online ? Online : Offline);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new Caller(
            instance,
            new Principal
            {
                TenantId = TenantId,
                Subject = id.ToString(),
                Kind = PrincipalKind.Agent,
                DisplayName = name,
                Roles = AgentRoles.UpTo(role).ToFrozenSet(),
            }
        );
    }

    /// <summary>As presence does it.</summary>
    public Task SetOnlineAsync(Caller agent, bool online) =>
        UpdateAgentAsync(agent, "status", online ? Online : Offline);

    public Task SetCapacityAsync(Caller agent, int capacity) => UpdateAgentAsync(agent, "capacity", (short)capacity);

    public Task SetAiEnabledAsync(Caller agent, bool enabled) => UpdateAgentAsync(agent, "ai_enabled", enabled);

    public Task SetAutoAcceptAsync(Caller agent, bool accepts) => UpdateAgentAsync(agent, "auto_accept", accepts);

    public Caller Visitor() => Caller.Visitor(instance, TenantId);

    /// <summary>A conversation with one message in it.</summary>
    public async Task<string> ConversationAsync(Caller? visitor = null) =>
        (await (visitor ?? Visitor()).PostAsync("Hello")).Conversation.Id;

    /// <summary>A conversation that waits for an agent, unless one gets it at once.</summary>
    public async Task<string> WaitingAsync(Caller? visitor = null, object? needs = null)
    {
        visitor ??= Visitor();
        var id = await ConversationAsync(visitor);
        await DoneAsync(visitor.SubmitAsync($"/v1/conversations/{id}/escalate", needs));
        return id;
    }

    public async Task SetAsync(string section, object values) =>
        await DoneAsync(Backend.ChangeAsync(HttpMethod.Patch, "/v1/settings/" + section, values, "*"));

    /// <summary>As a server stored it that took for right what this one may not.</summary>
    public async Task StoreAsync(string section, string body)
    {
        await using var command = instance.Admin.CreateCommand(
            "insert into settings (tenant_id, section, version, body, updated_at) values ($1, $2, 1, $3::jsonb, now())"
        );
        command.Parameters.AddWithValue(TenantId);
        command.Parameters.AddWithValue(section);
        command.Parameters.AddWithValue(body);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> GetAsync(string conversationId) =>
        (await Backend.GetAsync("/v1/conversations/" + conversationId)).Body;

    /// <summary>Waits until an agent has it; answers who.</summary>
    public async Task<string?> AssignedAsync(string conversationId, Caller? to = null)
    {
        string? agent = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var conversation = await GetAsync(conversationId);
                agent = conversation.GetProperty("assignedAgentId").GetString();
                return conversation.GetProperty("status").GetString() == "assigned"
                    && (to is null || agent == to.Principal.Subject);
            },
            TestContext.Current.CancellationToken
        );
        return agent;
    }

    public Task StatusAsync(string conversationId, string status) =>
        Eventually.TrueAsync(
            async () => (await GetAsync(conversationId)).GetProperty("status").GetString() == status,
            TestContext.Current.CancellationToken
        );

    public static async Task<JsonElement> DoneAsync(Task<(HttpStatusCode Status, JsonElement Body)> call)
    {
        var (status, body) = await call;
        Assert.True(status is HttpStatusCode.OK, $"{status}: {body}");
        return body;
    }

    public static async Task<string> RefusedAsync(
        Task<(HttpStatusCode Status, JsonElement Body)> call,
        HttpStatusCode with = HttpStatusCode.Conflict
    )
    {
        var (status, body) = await call;
        Assert.True(status == with, $"{status}: {body}");
        return body.GetProperty("code").GetString()!;
    }

    /// <summary>Nothing can happen in it any more: the place of what comes next is taken.</summary>
    public async Task BreakAsync(string conversationId)
    {
        await using var command = instance.Admin.CreateCommand(
            "update conversations set last_sequence = last_sequence - 1 where id = $1"
        );
        command.Parameters.AddWithValue(Guid.Parse(conversationId));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task UpdateAgentAsync(Caller agent, string column, object value)
    {
        await using var command = instance.Admin.CreateCommand(
            $"update agents set {column} = $3 where tenant_id = $1 and id = $2"
        );
        command.Parameters.AddWithValue(TenantId);
        command.Parameters.AddWithValue(Guid.Parse(agent.Principal.Subject));
        command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
