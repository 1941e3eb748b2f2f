using Chat.Sessions.Labels;
using Chat.Sessions.Messages;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Conversations;

/// <summary>Conversations between domain and wire.</summary>
internal static class ConversationMapping
{
    public static Wire.Conversation ToWire(this ConversationSnapshot conversation) =>
        new()
        {
            Id = conversation.Id.ToString(),
            ExternalId = conversation.ExternalId ?? "",
            Owner = conversation.Owner.ToWire(),
            Mode = (Wire.ConversationMode)conversation.Mode,
            Status = (Wire.ConversationStatus)conversation.Status,
            Epoch = conversation.Epoch,
            LastSequence = conversation.LastSequence,
            CreatedAt = Timestamp.FromDateTime(conversation.CreatedAt),
            UpdatedAt = Timestamp.FromDateTime(conversation.UpdatedAt),
        };

    public static Wire.Conversation ToWire(this ConversationState conversation) =>
        new()
        {
            Id = conversation.Id.ToString(),
            ExternalId = conversation.ExternalId ?? "",
            Owner = conversation.Owner.ToWire(),
            Mode = (Wire.ConversationMode)conversation.Mode,
            Status = (Wire.ConversationStatus)conversation.Status,
            Epoch = conversation.Epoch,
            LastSequence = conversation.LastSequence,
            CreatedAt = Timestamp.FromDateTime(conversation.CreatedAt),
            UpdatedAt = Timestamp.FromDateTime(conversation.UpdatedAt),
            Details = DetailsOf(conversation),
        };

    private static Wire.ConversationDetails DetailsOf(ConversationState conversation)
    {
        var details = new Wire.ConversationDetails
        {
            Revision = conversation.Revision,
            Priority = (Wire.ConversationPriority)conversation.Priority,
            Channel = conversation.Channel,
            Subject = conversation.Subject ?? "",
            MetadataJson = conversation.Metadata ?? "",
            AssignedAgentId = conversation.AssignedAgentId?.ToString() ?? "",
            AssignedAt = Time(conversation.AssignedAt),
            QueuedAt = Time(conversation.QueuedAt),
            CustomerId = conversation.CustomerId?.ToString() ?? "",
            UserCategory = conversation.UserCategory ?? "",
            TeamId = conversation.TeamId?.ToString() ?? "",
            Department = conversation.Department ?? "",
            FirstResponseAt = Time(conversation.FirstResponseAt),
            ResolvedAt = Time(conversation.ResolvedAt),
            ClosedAt = Time(conversation.ClosedAt),
            LastMessageAt = Time(conversation.LastMessageAt),
            MessageCount = conversation.MessageCount,
            UnreadByAgents = conversation.UnreadByAgents,
            UnreadByCustomer = conversation.UnreadByCustomer,
            Satisfaction = conversation.Satisfaction ?? 0,
            Label = conversation.Label is { } label ? LabelNames.Of(label) : "",
        };
        details.Tags.Add(conversation.Tags);
        details.Customer = conversation.Customer is { } customer ? ToWire(customer) : null;
        details.AssignedAgent = conversation.AssignedAgent is { } agent ? ToWire(agent) : null;
        return details;
    }

    private static Wire.CustomerCard ToWire(CustomerCard customer) =>
        new()
        {
            Id = customer.Id.ToString(),
            Email = customer.Email ?? "",
            Name = customer.Name,
            Phone = customer.Phone ?? "",
            Company = customer.Company ?? "",
            AvatarUrl = customer.AvatarUrl ?? "",
        };

    private static Wire.AgentCard ToWire(AssignedAgentCard agent) =>
        new()
        {
            Id = agent.Id.ToString(),
            Email = agent.Email ?? "",
            Name = agent.Name,
            AvatarUrl = agent.AvatarUrl ?? "",
        };

    private static Timestamp? Time(DateTime? time) => time is { } known ? Timestamp.FromDateTime(known) : null;
}
