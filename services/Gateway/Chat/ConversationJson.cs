using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using static Chat.Gateway.Chat.JsonFieldWriter;

namespace Chat.Gateway.Chat;

/// <summary>The public JSON of conversations, as the REST resource has it, less what is empty.</summary>
internal static class ConversationJson
{
    /// <summary>As the customer sees it, or with <paramref name="forOwner"/> false the company.</summary>
    public static void Write(IBufferWriter<byte> output, Conversation conversation, bool forOwner)
    {
        output.Write("{\"id\":"u8);
        JsonText.WriteString(output, conversation.Id);
        WriteText(output, ",\"externalId\":"u8, conversation.ExternalId);
        output.Write(",\"owner\":"u8);
        MessageJson.WriteAuthor(output, conversation.Owner);
        WriteText(output, ",\"mode\":"u8, conversation.Mode == ConversationMode.Ai ? "ai" : "manual");
        WriteText(output, ",\"status\":"u8, NameOf(conversation.Status));
        if (conversation.Details is { } details)
        {
            WriteFiling(output, details);
            WriteCourse(output, details);
            WriteNumber(output, ",\"unreadCount\":"u8, forOwner ? details.UnreadByCustomer : details.UnreadByAgents);
        }
        WriteNumber(output, ",\"epoch\":"u8, conversation.Epoch);
        WriteNumber(output, ",\"lastSequence\":"u8, conversation.LastSequence);
        WriteTime(output, ",\"createdAt\":"u8, conversation.CreatedAt);
        WriteTime(output, ",\"updatedAt\":"u8, conversation.UpdatedAt);
        output.Write("}"u8);
    }

    /// <summary>The word for a status; empty for one that a newer Sessions gives.</summary>
    public static string NameOf(ConversationStatus status) =>
        status switch
        {
            ConversationStatus.Open => "open",
            ConversationStatus.Queued => "queued",
            ConversationStatus.Assigned => "assigned",
            ConversationStatus.Pending => "pending",
            ConversationStatus.Resolved => "resolved",
            ConversationStatus.Closed => "closed",
            ConversationStatus.Abandoned => "abandoned",
            ConversationStatus.Archived => "archived",
            _ => "",
        };

    private static string NameOf(ConversationPriority priority) =>
        priority switch
        {
            ConversationPriority.Low => "low",
            ConversationPriority.Medium => "medium",
            ConversationPriority.High => "high",
            ConversationPriority.Urgent => "urgent",
            _ => "",
        };

    private static void WriteFiling(IBufferWriter<byte> output, ConversationDetails details)
    {
        WriteText(output, ",\"priority\":"u8, NameOf(details.Priority));
        WriteText(output, ",\"channel\":"u8, details.Channel);
        WriteText(output, ",\"subject\":"u8, details.Subject);
        foreach (var (index, tag) in details.Tags.Index())
        {
            output.Write(index == 0 ? ",\"tags\":["u8 : ","u8);
            JsonText.WriteString(output, tag);
        }
        if (details.Tags.Count > 0)
        {
            output.Write("]"u8);
        }
        if (details.MetadataJson.Length > 0)
        {
            output.Write(",\"metadata\":"u8);
            JsonText.WriteRaw(output, details.MetadataJson);
        }
        WriteText(output, ",\"assignedAgentId\":"u8, details.AssignedAgentId);
        if (details.AssignedAgent is { } agent)
        {
            output.Write(",\"assignedAgent\":"u8);
            WriteCard(output, agent.Id, ("email", agent.Email), ("name", agent.Name), ("avatarUrl", agent.AvatarUrl));
        }
        WriteText(output, ",\"customerId\":"u8, details.CustomerId);
        if (details.Customer is { } customer)
        {
            output.Write(",\"customer\":"u8);
            WriteCard(
                output,
                customer.Id,
                ("email", customer.Email),
                ("name", customer.Name),
                ("phone", customer.Phone),
                ("company", customer.Company),
                ("avatarUrl", customer.AvatarUrl)
            );
        }
        WriteText(output, ",\"userCategory\":"u8, details.UserCategory);
        WriteText(output, ",\"teamId\":"u8, details.TeamId);
        WriteText(output, ",\"department\":"u8, details.Department);
        WriteText(output, ",\"label\":"u8, details.Label);
    }

    private static void WriteCourse(IBufferWriter<byte> output, ConversationDetails details)
    {
        WriteTime(output, ",\"assignedAt\":"u8, details.AssignedAt);
        WriteTime(output, ",\"queuedAt\":"u8, details.QueuedAt);
        WriteTime(output, ",\"firstResponseAt\":"u8, details.FirstResponseAt);
        WriteTime(output, ",\"resolvedAt\":"u8, details.ResolvedAt);
        WriteTime(output, ",\"closedAt\":"u8, details.ClosedAt);
        WriteTime(output, ",\"lastMessageAt\":"u8, details.LastMessageAt);
        WriteNumber(output, ",\"messageCount\":"u8, details.MessageCount);
        if (details.Satisfaction > 0)
        {
            WriteNumber(output, ",\"satisfaction\":"u8, details.Satisfaction);
        }
        WriteNumber(output, ",\"revision\":"u8, details.Revision);
    }

    private static void WriteCard(
        IBufferWriter<byte> output,
        string id,
        params ReadOnlySpan<(string Name, string Text)> fields
    )
    {
        output.Write("{\"id\":"u8);
        JsonText.WriteString(output, id);
        foreach (var (name, text) in fields)
        {
            if (text.Length > 0)
            {
                output.Write(","u8);
                JsonText.WriteString(output, name);
                output.Write(":"u8);
                JsonText.WriteString(output, text);
            }
        }
        output.Write("}"u8);
    }
}
