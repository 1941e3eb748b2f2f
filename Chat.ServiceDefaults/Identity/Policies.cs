namespace Chat.ServiceDefaults.Identity;

/// <summary>Names of authorization policies, for <c>RequireAuthorization</c> and <c>[Authorize]</c>.</summary>
public static class Policies
{
    /// <summary>Only a service acting for itself (<see cref="PrincipalKind.Service"/>).</summary>
    public const string Service = "service";

    /// <summary>Scope that lets a service speak for the company in a conversation.</summary>
    public const string SpeakScope = ScopePrefix + "speak";

    /// <summary>Scope that lets a service follow conversation logs for its clients.</summary>
    public const string LiveScope = ScopePrefix + "live";

    internal const string ScopePrefix = "scope:";
}
