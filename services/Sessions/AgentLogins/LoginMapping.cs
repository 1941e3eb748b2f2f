using Chat.Sessions.Agents;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.AgentLogins;

/// <summary>Logins between domain and wire.</summary>
internal static class LoginMapping
{
    public static Wire.AgentLogin ToWire(this AgentLogin login) =>
        new()
        {
            Agent = login.Agent.ToWire(login.LoginId),
            RefreshToken = login.RefreshToken,
            RefreshExpiresAt = Timestamp.FromDateTime(login.ExpiresAt),
        };

    public static Wire.AgentIdentity ToWire(this AgentIdentity agent, Guid loginId) =>
        new()
        {
            TenantId = agent.TenantId.ToString(),
            AgentId = agent.AgentId.ToString(),
            LoginId = loginId.ToString(),
            Name = agent.Name,
            Email = agent.Email,
            Role = AgentWords.Of(agent.Role),
        };
}
