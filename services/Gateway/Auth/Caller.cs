using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Auth;

/// <summary>Who calls the public API.</summary>
/// <param name="Kind">What was shown.</param>
/// <param name="Principal">What the services are told.</param>
internal sealed record Caller(CallerKind Kind, Principal Principal)
{
    public Guid TenantId => Principal.TenantId;

    /// <summary>The login an agent came in with; null for all others.</summary>
    public Guid? LoginId { get; init; }
}
