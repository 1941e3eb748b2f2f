using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>
/// Changes of a conversation. One request of the dialect may be several of ours: they are made in the order of
/// <see cref="UpdateAsync"/>, and the first that is refused ends it.
/// </summary>
internal static class XcelsiorConversationChanges
{
    private const string Own = XcelsiorConversationRequests.Own;
    private const string Id = "conversationId";
    private static readonly string[] Details = ["priority", "subject", "channel", "tags", "metadata"];

    public static async Task<Result<XcelsiorAnswer>> UpdateAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (call.RouteId(Id) is not { } id)
        {
            return new ConversationUnknown();
        }
        var status = XcelsiorJson.Text(call.Body, "status");
        if (Wrong(CheckAgent(call, "assignedAgentId"), CheckStatus(call, status), CheckRating(call)) is { } wrong)
        {
            return wrong;
        }
        var refused =
            await ChangeDetailsAsync(call, id, cancellationToken)
            ?? await AssignAsync(call, id, "assignedAgentId", cancellationToken)
            ?? (status is null ? null : await MoveAsync(call, id, status, cancellationToken))
            ?? await RateAsync(call, id, cancellationToken);
        return refused ?? await AnswerAsync(call, id, cancellationToken);
    }

    public static async Task<Result<XcelsiorAnswer>> AssignAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (call.RouteId(Id) is not { } id)
        {
            return new ConversationUnknown();
        }
        const string Field = "agentId";
        if (XcelsiorCall.IdOf(XcelsiorJson.Text(call.Body, Field)) is null)
        {
            return new Invalid([NoAgent(Field)]);
        }
        var refused = await AssignAsync(call, id, Field, cancellationToken);
        return refused ?? await AnswerAsync(call, id, cancellationToken);
    }

    public static async Task<Result<XcelsiorAnswer>> CloseAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (call.RouteId(Id) is not { } id)
        {
            return new ConversationUnknown();
        }
        if (Wrong(CheckRating(call)) is { } wrong)
        {
            return wrong;
        }
        var refused =
            await MoveAsync(call, id, "closed", cancellationToken) ?? await RateAsync(call, id, cancellationToken);
        return refused ?? await AnswerAsync(call, id, cancellationToken);
    }

    private static Task<Result<XcelsiorAnswer>> AnswerAsync(
        XcelsiorCall call,
        string id,
        CancellationToken cancellationToken
    ) => XcelsiorConversationRequests.AnswerAsync(call, id, StatusCodes.Status200OK, cancellationToken);

    private static async Task<Error?> ChangeDetailsAsync(
        XcelsiorCall call,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (!Details.Any(name => XcelsiorJson.Find(call.Body, name) is not null))
        {
            return null;
        }
        var body = XcelsiorJson.Object(json => XcelsiorJson.CopyAll(json, call.Body, Details));
        return (await call.SendAsync(HttpMethod.Patch, $"{Own}/{id}", body, cancellationToken)).Error;
    }

    private static async Task<Error?> AssignAsync(
        XcelsiorCall call,
        string id,
        string field,
        CancellationToken cancellationToken
    )
    {
        if (XcelsiorCall.IdOf(XcelsiorJson.Text(call.Body, field)) is not { } agentId)
        {
            return null;
        }
        // The page knows no refusal: whom the company's backend names gets it, there or not.
        var body = XcelsiorJson.Object(json =>
        {
            json.WriteString("agentId", agentId);
            json.WriteBoolean("beyondCapacity", true);
        });
        return (await call.SendAsync(HttpMethod.Put, $"{Own}/{id}/assign", body, cancellationToken)).Error;
    }

    // Before anything is done: what is wrong in itself changes nothing.
    private static Invalid? Wrong(params ReadOnlySpan<FieldFault?> found)
    {
        var faults = new List<FieldFault>();
        foreach (var fault in found)
        {
            if (fault is not null)
            {
                faults.Add(fault);
            }
        }
        return faults.Count == 0 ? null : new Invalid(faults);
    }

    private static FieldFault? CheckAgent(XcelsiorCall call, string field) =>
        XcelsiorJson.Find(call.Body, field) is null
        || XcelsiorCall.IdOf(XcelsiorJson.Text(call.Body, field)) is not null
            ? null
            : NoAgent(field);

    private static FieldFault NoAgent(string field) => new($"/{field}", "required", "The id of an agent is expected.");

    private static FieldFault? CheckStatus(XcelsiorCall call, string? status) =>
        XcelsiorJson.Find(call.Body, "status") is null
        || (status is not null && XcelsiorWords.OwnStatusesOf(status) is not null)
            ? null
            : XcelsiorConversationRequests.UnknownStatus;

    private static FieldFault? CheckRating(XcelsiorCall call) =>
        XcelsiorJson.Find(call.Body, "satisfaction") is not { } rating
        || (rating.ValueKind == JsonValueKind.Number && rating.TryGetInt32(out var value) && value is >= 1 and <= 5)
            ? null
            : new FieldFault("/satisfaction", "out_of_range", "A whole number of 1 to 5 is expected.");

    private static async Task<Error?> RateAsync(XcelsiorCall call, string id, CancellationToken cancellationToken)
    {
        if (XcelsiorJson.Find(call.Body, "satisfaction") is null)
        {
            return null;
        }
        var body = XcelsiorJson.Object(json => XcelsiorJson.Copy(json, call.Body, "satisfaction", "value"));
        return (await call.SendAsync(HttpMethod.Put, $"{Own}/{id}/rating", body, cancellationToken)).Error;
    }

    private static async Task<Error?> MoveAsync(
        XcelsiorCall call,
        string id,
        string wanted,
        CancellationToken cancellationToken
    )
    {
        var found = await call.GetAsync($"{Own}/{id}", cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }
        var now = XcelsiorWords.StatusOf(found.Value.GetProperty("status").GetString()!);
        foreach (var step in StepsOf(now, wanted))
        {
            var moved = await call.SendAsync(HttpMethod.Put, $"{Own}/{id}/{step}", null, cancellationToken);
            if (!moved.IsSuccess)
            {
                return moved.Error;
            }
        }
        return null;
    }

    // What cannot be done is refused by Sessions, with its own reason.
    private static string[] StepsOf(string now, string wanted) =>
        (now, wanted) switch
        {
            _ when now == wanted => [],
            ("pending", "open") => ["resume"],
            (_, "open") => ["reopen"],
            (_, "pending") => ["await"],
            (_, "closed") => ["close"],
            ("closed", _) => ["archive"],
            _ => ["close", "archive"],
        };
}
