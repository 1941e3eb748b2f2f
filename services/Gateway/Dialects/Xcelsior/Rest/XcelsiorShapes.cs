using System.Text.Json;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>Our resources as the page's types, field by field. Pure.</summary>
internal sealed class XcelsiorShapes(XcelsiorCustomerIds customerIds)
{
    public void WriteCustomer(Utf8JsonWriter json, JsonElement own)
    {
        json.WriteStartObject();
        json.WriteString("id", customerIds.Show(own.GetProperty("id").GetGuid()));
        WriteNames(json, own);
        XcelsiorJson.CopyAll(json, own, "phone", "company", "customFields", "tags", "status");
        XcelsiorJson.CopyTimes(json, own, "createdAt", "updatedAt", "lastSeenAt");
        XcelsiorJson.CopyAll(json, own, "totalConversations", "notes");
        json.WriteEndObject();
    }

    public void WriteConversation(Utf8JsonWriter json, JsonElement own)
    {
        json.WriteStartObject();
        XcelsiorJson.Copy(json, own, "id");
        json.WriteString("customerId", CustomerOf(own));
        XcelsiorJson.Copy(json, own, "assignedAgentId");
        json.WriteString("status", XcelsiorWords.StatusOf(own.GetProperty("status").GetString()!));
        XcelsiorJson.CopyAll(json, own, "priority", "subject");
        json.WriteString("channel", XcelsiorWords.ChannelOf(own.GetProperty("channel").GetString()!));
        XcelsiorJson.Copy(json, own, "tags");
        XcelsiorJson.CopyTimes(json, own, "createdAt", "updatedAt");
        WriteEnd(json, own);
        XcelsiorJson.CopyTimes(json, own, "lastMessageAt");
        XcelsiorJson.CopyAll(json, own, "messageCount", "unreadCount", "satisfaction", "metadata");
        WriteCards(json, own);
        json.WriteEndObject();
    }

    public void WriteAgent(Utf8JsonWriter json, JsonElement own)
    {
        json.WriteStartObject();
        XcelsiorJson.CopyAll(json, own, "id", "email", "name");
        XcelsiorJson.Copy(json, own, "avatarUrl", "avatar");
        XcelsiorJson.CopyAll(json, own, "status", "capacity", "activeConversations", "skills");
        XcelsiorJson.CopyTimes(json, own, "createdAt", "updatedAt", "lastActivityAt");
        json.WriteEndObject();
    }

    private string CustomerOf(JsonElement conversation) =>
        XcelsiorJson.Find(conversation, "customerId") is { } id
            ? customerIds.Show(id.GetGuid())
            : conversation.GetProperty("owner").GetProperty("id").GetString()!;

    // What is resolved counts as closed.
    private static void WriteEnd(Utf8JsonWriter json, JsonElement own)
    {
        if ((XcelsiorJson.Find(own, "closedAt") ?? XcelsiorJson.Find(own, "resolvedAt")) is { } ended)
        {
            json.WriteString("closedAt", XcelsiorWords.Iso(ended.GetDateTime()));
        }
    }

    private void WriteCards(Utf8JsonWriter json, JsonElement own)
    {
        if (XcelsiorJson.Find(own, "customer") is { } customer)
        {
            json.WriteStartObject("customer");
            json.WriteString("id", customerIds.Show(customer.GetProperty("id").GetGuid()));
            WriteNames(json, customer);
            XcelsiorJson.CopyAll(json, customer, "phone", "company");
            XcelsiorJson.Copy(json, customer, "avatarUrl", "avatar");
            json.WriteEndObject();
        }
        if (XcelsiorJson.Find(own, "assignedAgent") is { } agent)
        {
            json.WriteStartObject("assignedAgent");
            XcelsiorJson.CopyAll(json, agent, "id", "email", "name");
            XcelsiorJson.Copy(json, agent, "avatarUrl", "avatar");
            json.WriteEndObject();
        }
    }

    // The page's types have both always.
    private static void WriteNames(Utf8JsonWriter json, JsonElement customer)
    {
        var email = XcelsiorJson.Text(customer, "email") ?? "";
        json.WriteString("email", email);
        json.WriteString("name", XcelsiorJson.Text(customer, "name") is { Length: > 0 } name ? name : email);
    }
}
