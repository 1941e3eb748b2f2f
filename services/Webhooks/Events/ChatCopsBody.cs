using Chat.Contracts.Sessions.V1;

namespace Chat.Webhooks.Events;

/// <summary>
/// Writes bodies in the ChatCops format: <c>{"event", "data", "timestamp"}</c>, in that order, letter by letter as
/// JavaScript's <c>JSON.stringify</c> writes them. The original had its receivers parse the body, drop the member
/// <c>signature</c> and stringify it again before they verified; such a receiver gets our very bytes back.
/// </summary>
internal static class ChatCopsBody
{
    /// <summary>A conversation: <c>{"conversationId"}</c>.</summary>
    public static byte[] Write(string type, string conversationId, DateTimeOffset timestamp)
    {
        var json = Begin(type);
        json.Member("conversationId", conversationId);
        return End(json, timestamp);
    }

    /// <summary>
    /// A message: <c>{"conversationId", "message"}</c>, the message in the original's shape. A text that does not fit is
    /// cut and <c>"contentTruncated":true</c> behind it says so.
    /// </summary>
    public static byte[] Write(string type, string conversationId, DateTimeOffset timestamp, Message message)
    {
        var body = WriteMessage(type, conversationId, timestamp, message, message.Text, isCut: false);
        if (body.Length < EventBody.MaxBytes)
        {
            return body;
        }

        var empty = WriteMessage(type, conversationId, timestamp, message, "", isCut: true);
        var text = Fitting(message.Text, empty);
        return WriteMessage(type, conversationId, timestamp, message, text, isCut: true);
    }

    /// <summary>
    /// A lead: <c>{"lead", "conversationId"}</c>. Project details that do not fit are cut and
    /// <c>"projectDetailsTruncated":true</c> behind them says so.
    /// </summary>
    public static byte[] Write(string type, string conversationId, DateTimeOffset timestamp, Lead lead)
    {
        var body = WriteLead(type, conversationId, timestamp, lead, lead.ProjectDetails, isCut: false);
        if (body.Length < EventBody.MaxBytes)
        {
            return body;
        }

        var empty = WriteLead(type, conversationId, timestamp, lead, "", isCut: true);
        var details = Fitting(lead.ProjectDetails, empty);
        return WriteLead(type, conversationId, timestamp, lead, details, isCut: true);
    }

    private static byte[] WriteMessage(
        string type,
        string conversationId,
        DateTimeOffset timestamp,
        Message message,
        string text,
        bool isCut
    )
    {
        var json = Begin(type);
        json.Member("conversationId", conversationId);
        json.BeginObject("message");
        json.Member("id", message.Id);
        json.Member("role", type == ChatCopsEvents.MessageSent ? "user" : "assistant");
        json.Member("content", text);
        if (isCut)
        {
            json.Member("contentTruncated", value: true);
        }

        json.Member("timestamp", message.CreatedAt.ToDateTimeOffset().ToUnixTimeMilliseconds());
        json.EndObject();
        return End(json, timestamp);
    }

    private static byte[] WriteLead(
        string type,
        string conversationId,
        DateTimeOffset timestamp,
        Lead lead,
        string details,
        bool isCut
    )
    {
        var json = Begin(type);
        json.BeginObject("lead");
        json.Member("name", lead.Name);
        json.Member("email", lead.Email);
        json.OptionalMember("company", lead.Company);
        json.OptionalMember("phone", lead.Phone);
        json.Member("projectDetails", details);
        if (isCut)
        {
            json.Member("projectDetailsTruncated", value: true);
        }

        json.Member("source", lead.Source);
        json.EndObject();
        json.Member("conversationId", conversationId);
        return End(json, timestamp);
    }

    private static StringifiedJson Begin(string type)
    {
        var json = new StringifiedJson();
        json.BeginObject(null);
        json.Member("event", type);
        json.BeginObject("data");
        return json;
    }

    private static byte[] End(StringifiedJson json, DateTimeOffset timestamp)
    {
        json.EndObject();
        json.Member("timestamp", timestamp.ToUnixTimeMilliseconds());
        json.EndObject();
        return json.ToArray();
    }

    private static string Fitting(string text, byte[] withoutIt) =>
        JsonLength.Cut(text, EventBody.MaxBytes - withoutIt.Length - 1, StringifiedJson.SizeOf);
}
