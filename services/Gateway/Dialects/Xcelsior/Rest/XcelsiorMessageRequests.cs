using System.Globalization;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary><c>/messages</c>.</summary>
internal static class XcelsiorMessageRequests
{
    private const int DefaultFound = 20;
    private const int MaxFound = 50;

    public static async Task<Result<XcelsiorAnswer>> ListAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (XcelsiorCall.IdOf(call.Query("conversationId")) is not { } id)
        {
            return Invalid.Field("/conversationId", "required", "The id of a conversation is expected.");
        }
        var senders = await SendersAsync(call, [id], cancellationToken);
        if (!senders.IsSuccess)
        {
            return senders.Error;
        }
        if (!senders.Value.ContainsKey(id))
        {
            return new ConversationUnknown();
        }
        var path = $"/v1/conversations/{id}/messages{call.Pass("cursor", "limit")}";
        return Answer(await call.GetAsync(path, cancellationToken), senders.Value);
    }

    public static async Task<Result<XcelsiorAnswer>> GetAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (XcelsiorMessage.PlaceOf(call.Route("messageId")) is not var (id, sequence))
        {
            return new IdUnknown();
        }
        var senders = await SendersAsync(call, [id], cancellationToken);
        if (!senders.IsSuccess)
        {
            return senders.Error;
        }
        if (!senders.Value.TryGetValue(id, out var sender))
        {
            return new IdUnknown();
        }
        var before = (sequence - 1).ToString(CultureInfo.InvariantCulture);
        var path = $"/v1/conversations/{id}/messages?cursor=0.{before}&limit=1";
        var page = await call.GetAsync(path, cancellationToken);
        if (!page.IsSuccess)
        {
            return page.Error;
        }
        var found = page.Value.GetProperty("data").EnumerateArray().FirstOrDefault();
        var message =
            found.ValueKind == JsonValueKind.Object && found.GetProperty("sequence").GetInt64() == sequence
                ? XcelsiorMessage.Of(found, sender)
                : null;
        return message is null ? new IdUnknown() : XcelsiorAnswer.Of(message.WriteTo);
    }

    public static async Task<Result<XcelsiorAnswer>> SearchAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (LimitOf(call) is not { } limit)
        {
            return Invalid.Field("/limit", "out_of_range", $"Must be 1 to {MaxFound}.");
        }
        var query = new QueryString(call.Pass("q", "conversationId", "cursor")).Add(
            "limit",
            limit.ToString(CultureInfo.InvariantCulture)
        );
        var found = await call.GetAsync($"/v1/messages/search{query}", cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }
        var ids = found
            .Value.GetProperty("data")
            .EnumerateArray()
            .Select(static message => message.GetProperty("conversationId").GetString()!)
            .Distinct(StringComparer.Ordinal);
        var senders = await SendersAsync(call, [.. ids], cancellationToken);
        return senders.IsSuccess ? Answer(found, senders.Value) : senders.Error;
    }

    public static async Task<Result<XcelsiorAnswer>> StatsAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (call.RouteId("conversationId") is not { } id)
        {
            return new ConversationUnknown();
        }
        var found = await call.GetAsync($"/v1/conversations/{id}/stats", cancellationToken);
        return found.IsSuccess ? XcelsiorAnswer.Of(json => WriteStats(json, id, found.Value)) : found.Error;
    }

    private static int? LimitOf(XcelsiorCall call) =>
        call.Query("limit") is not { } text ? DefaultFound
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
        && limit is >= 1 and <= MaxFound
            ? limit
        : null;

    /// <summary>Whom customers' messages of these conversations are shown to be from; of those alone that there still are.</summary>
    private static async Task<Result<Dictionary<string, string>>> SendersAsync(
        XcelsiorCall call,
        IReadOnlyList<string> conversationIds,
        CancellationToken cancellationToken
    )
    {
        var (conversations, tenantId) = (call.Services.Conversations, call.Principal.TenantId);
        var found = await Task.WhenAll(
            conversationIds.Select(id => conversations.GetAsync(tenantId, id, cancellationToken))
        );
        var senders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var conversation in found)
        {
            if (conversation.IsSuccess)
            {
                senders[conversation.Value.Id] = call.Services.CustomerIds.Of(conversation.Value);
            }
            else if (conversation.Error is not NotFound)
            {
                return conversation.Error;
            }
        }
        return senders;
    }

    private static Result<XcelsiorAnswer> Answer(Result<JsonElement> page, Dictionary<string, string> senders) =>
        page.IsSuccess
            ? XcelsiorAnswer.OfPage(
                page.Value,
                (json, own) =>
                {
                    var conversationId = own.GetProperty("conversationId").GetString()!;
                    // One that was found may be gone since.
                    if (senders.TryGetValue(conversationId, out var sender))
                    {
                        XcelsiorMessage.Of(own, sender)?.WriteTo(json);
                    }
                }
            )
            : page.Error;

    private static void WriteStats(Utf8JsonWriter json, string conversationId, JsonElement own)
    {
        json.WriteStartObject();
        json.WriteString("conversationId", conversationId);
        XcelsiorJson.Copy(json, own, "total", "totalMessages");
        XcelsiorJson.Copy(json, own, "byCustomer", "customerMessages");
        json.WriteNumber("agentMessages", own.GetProperty("byAgents").GetInt64() + own.GetProperty("byAi").GetInt64());
        XcelsiorJson.Copy(json, own, "bySystem", "systemMessages");
        if (XcelsiorJson.Find(own, "firstAt") is { } first)
        {
            json.WriteString("firstMessageAt", XcelsiorWords.Iso(first.GetDateTime()));
            json.WriteString("lastMessageAt", XcelsiorWords.Iso(own.GetProperty("lastAt").GetDateTime()));
        }
        json.WriteEndObject();
    }
}
