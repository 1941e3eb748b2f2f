using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Assignments;

/// <summary>Checks the body of an assignment.</summary>
internal static class AssignmentReader
{
    public static Invalid? Validate(AssignmentBody body) =>
        body.AgentId is null ? Invalid.Field("/agentId", "required", "Must be the id of an agent.") : null;
}
