using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Auth;

/// <summary>The gateway's own identities: each with the one right it needs.</summary>
internal static class GatewayIdentity
{
    private const string Name = "gateway";

    /// <summary>For chat.sessions.v1.Tenants and AgentLogins.</summary>
    public static Principal ForTenants { get; } = Principal.ForService(Name, Guid.Empty);

    /// <summary>For chat.sessions.v1.Conversations.Append, whose items carry the identities that count.</summary>
    public static Principal ForAppending { get; } = Principal.ForService(Name, Guid.Empty);

    /// <summary>For signed links, whose tenant the link alone knows.</summary>
    public static Principal ForLinks { get; } = Principal.ForService(Name, Guid.Empty);

    /// <summary>For chat.sessions.v1.Live.</summary>
    public static Principal ForLive { get; } = Principal.ForService(Name, Guid.Empty, "live");

    /// <summary>For reading what is a tenant's, on behalf of somebody who has no identity of ours yet.</summary>
    public static Principal Of(Guid tenantId) => Principal.ForService(Name, tenantId);
}
