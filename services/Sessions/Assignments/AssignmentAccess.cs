using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Assignments;

/// <summary>Who may decide about whose conversations.</summary>
internal static class AssignmentAccess
{
    /// <summary>Managers and the tenant's backend decide about all of them.</summary>
    public static bool IsManager(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey
        || (principal.Kind is PrincipalKind.Agent && principal.Roles.Contains(AgentRoles.Manager));

    /// <summary>Visitors and users.</summary>
    public static bool IsCustomer(Principal principal) => principal.Kind is PrincipalKind.Visitor or PrincipalKind.User;

    /// <summary>The agent who has it, and managers.</summary>
    public static Func<ConversationState, Error?> OnlyOwn(Principal principal, Guid? agentId) =>
        state => IsManager(principal) || Has(state, agentId) ? null : new NotAssignedToCaller();

    /// <summary>What an agent works on is ended or kept by that agent and by managers; for others than agents nothing is asked.</summary>
    public static Func<ConversationState, Error?> NoColleagues(Principal principal) =>
        principal.Kind is PrincipalKind.Agent
            ? state => IsHeld(state) ? OnlyOwn(principal, AgentAccess.AgentIdOf(principal))(state) : null
            : _ => null;

    /// <summary>Nobody else has it.</summary>
    public static Func<ConversationState, Error?> NobodyElse(Guid agentId) =>
        state => IsHeld(state) && !Has(state, agentId) ? new ConversationTaken("") : null;

    /// <summary>An agent works on it.</summary>
    public static bool IsHeld(ConversationState state) =>
        state.Status is ConversationStatus.Assigned or ConversationStatus.Pending;

    private static bool Has(ConversationState state, Guid? agentId) =>
        IsHeld(state) && agentId is not null && state.AssignedAgentId == agentId;
}
