using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Agents;

/// <summary>A tenant of its own with its backend and its people.</summary>
internal sealed class AgentScene(SessionsInstance instance)
{
    public Guid TenantId { get; } = Ids.New();

    public Caller Backend => Caller.Of(instance, PrincipalKind.SecretKey, TenantId);

    public Caller As(string agentId, string role = AgentRoles.Agent) =>
        new(
            instance,
            new Principal
            {
                TenantId = TenantId,
                Subject = agentId,
                Kind = PrincipalKind.Agent,
                Roles = AgentRoles.UpTo(role).ToFrozenSet(),
            }
        );

    /// <summary>A new agent's body; what is given in <paramref name="more"/> goes before.</summary>
    public static Dictionary<string, object?> Body(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["email"] = $"{Ids.New():N}@example.com",
            ["name"] = "Ada",
        };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return body;
    }

    public async Task<JsonElement> CreateAsync(params (string Name, object? Value)[] more)
    {
        var (status, body) = await Backend.SubmitAsync("/v1/agents", Body(more));
        Assert.Equal(HttpStatusCode.Created, status);
        return body;
    }

    public async Task<JsonElement> GetAsync(string agentId) => (await Backend.GetAsync("/v1/agents/" + agentId)).Body;

    public static string Id(JsonElement agent) => agent.GetProperty("id").GetString()!;

    public static string Code(JsonElement problem) => problem.GetProperty("code").GetString()!;
}
