using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>Conversations as rows.</summary>
internal static class States
{
    public static readonly DateTime Begin = new(2026, 11, 26, 9, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime Later = Begin.AddHours(1);

    public static ConversationState In(ConversationStatus status) =>
        new()
        {
            Id = Ids.New(),
            ExternalId = null,
            Owner = new Author(AuthorKind.Visitor, "v", ""),
            Mode = ConversationMode.Ai,
            Status = status,
            Epoch = 1,
            LastSequence = 1,
            CreatedAt = Begin,
            UpdatedAt = Begin,
            Revision = 3,
            Priority = ConversationPriority.Low,
            Channel = "web",
            Tags = [],
            MessageCount = 1,
            UnreadByAgents = 1,
            UnreadByCustomer = 0,
            AssignedAgentId = status is ConversationStatus.Assigned or ConversationStatus.Pending ? Ids.New() : null,
        };
}
