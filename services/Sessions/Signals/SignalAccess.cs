using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Identity;
using AuthorKind = Chat.Sessions.Conversations.AuthorKind;

namespace Chat.Sessions.Signals;

/// <summary>Who may listen to what; conversations are decided by who may read their log.</summary>
internal static class SignalAccess
{
    private static readonly string[] Supervisors = ["manager", "admin"];

    /// <summary>The topic a reader asks for; null when it is not the reader's, or there is none.</summary>
    public static SignalTopic? TopicOf(Principal reader, Listen listen) =>
        listen.TopicCase switch
        {
            Listen.TopicOneofCase.Inbox when listen.Inbox && IsStaff(reader) => SignalTopic.Inbox,
            Listen.TopicOneofCase.AgentId
                when Guid.TryParse(listen.AgentId, out var agentId) && MayHear(reader, agentId) => SignalTopic.Agent(
                agentId
            ),
            Listen.TopicOneofCase.Own when listen.Own => OwnOf(reader),
            _ => null,
        };

    /// <summary>Whether internal signals are kept from the reader.</summary>
    public static bool IsOutsider(Principal reader) => reader.Kind is PrincipalKind.Visitor or PrincipalKind.User;

    private static bool IsStaff(Principal reader) => reader.Kind is PrincipalKind.Agent or PrincipalKind.SecretKey;

    private static bool MayHear(Principal reader, Guid agentId) =>
        reader.Kind is PrincipalKind.SecretKey
        || (
            reader.Kind is PrincipalKind.Agent
            && ((Guid.TryParse(reader.Subject, out var own) && own == agentId) || reader.Roles.Overlaps(Supervisors))
        );

    private static SignalTopic? OwnOf(Principal reader) =>
        reader.Kind switch
        {
            PrincipalKind.Visitor => SignalTopic.Customer(AuthorKind.Visitor, reader.Subject),
            PrincipalKind.User => SignalTopic.Customer(AuthorKind.User, reader.Subject),
            _ => null,
        };
}
