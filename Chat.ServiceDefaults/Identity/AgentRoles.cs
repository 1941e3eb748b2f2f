using System.Collections.Frozen;

namespace Chat.ServiceDefaults.Identity;

/// <summary>
/// What an agent may do, as <see cref="Principal.Roles"/> says it. A role includes those below it, so that whoever asks
/// for <see cref="Manager"/> lets admins in as well.
/// </summary>
public static class AgentRoles
{
    /// <summary>Works conversations.</summary>
    public const string Agent = "agent";

    /// <summary>Watches and reassigns everything.</summary>
    public const string Manager = "manager";

    /// <summary>Changes settings, agents and teams.</summary>
    public const string Admin = "admin";

    private static readonly FrozenSet<string> Agents = Set(Agent);
    private static readonly FrozenSet<string> Managers = Set(Agent, Manager);
    private static readonly FrozenSet<string> Admins = Set(Agent, Manager, Admin);

    /// <summary>A role with those it includes.</summary>
    /// <param name="role">One of the three.</param>
    /// <returns>The roles of a principal; none for a role that is unknown.</returns>
    public static IReadOnlySet<string> UpTo(string role) =>
        role switch
        {
            Agent => Agents,
            Manager => Managers,
            Admin => Admins,
            _ => FrozenSet<string>.Empty,
        };

    private static FrozenSet<string> Set(params ReadOnlySpan<string> roles) =>
        FrozenSet.Create(StringComparer.Ordinal, roles);
}
