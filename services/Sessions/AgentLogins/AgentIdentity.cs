using Chat.Sessions.Agents;

namespace Chat.Sessions.AgentLogins;

/// <summary>Who a login stands for, as the agent is now.</summary>
internal sealed record AgentIdentity
{
    public required Guid TenantId { get; init; }
    public required Guid AgentId { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required AgentRole Role { get; init; }
}
