using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary><c>/conversations</c>, less what changes one (<see cref="XcelsiorConversationChanges"/>).</summary>
internal static class XcelsiorConversationRequests
{
    public const string Own = "/v1/conversations";
    private const string Id = "conversationId";

    /// <summary>
    /// Begins one for a customer: as the customer's socket would, so that a socket with the customer's email can join it.
    /// </summary>
    public static async Task<Result<XcelsiorAnswer>> CreateAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        var retryKey = IdempotencyKey.Read(call.Context.Request);
        if (!retryKey.IsSuccess)
        {
            return retryKey.Error;
        }
        if (call.Services.CustomerIds.Read(XcelsiorJson.Text(call.Body, "customerId") ?? "") is not { } customerId)
        {
            return Invalid.Field("/customerId", "required", "The id of a customer is expected.");
        }
        var customer = await call.GetAsync($"/v1/customers/{customerId}", cancellationToken);
        if (!customer.IsSuccess)
        {
            return customer.Error;
        }
        var owner = await OwnerAsync(call, customer.Value, retryKey.Value, cancellationToken);
        if (!owner.IsSuccess)
        {
            return owner.Error;
        }
        var made = await call.SendAsync(HttpMethod.Post, Own, BodyOf(call.Body, owner.Value), cancellationToken);
        return made.IsSuccess
            ? await AnswerAsync(call, made.Value.GetProperty("id").GetString()!, 201, cancellationToken)
            : made.Error;
    }

    public static async Task<Result<XcelsiorAnswer>> GetAsync(XcelsiorCall call, CancellationToken cancellationToken) =>
        call.RouteId(Id) is { } id
            ? await AnswerAsync(call, id, StatusCodes.Status200OK, cancellationToken)
            : new ConversationUnknown();

    public static async Task<Result<XcelsiorAnswer>> ListAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        var query = new QueryString(call.Pass("priority", "channel", "assignedAgentId", "tag", "q", "cursor", "limit"));
        if (call.Query("status") is { } status)
        {
            if (XcelsiorWords.OwnStatusesOf(status) is not { } own)
            {
                return new Invalid([UnknownStatus]);
            }
            query = query.Add("status", own);
        }
        if (call.Query("customerId") is { } shown)
        {
            if (call.Services.CustomerIds.Read(shown) is not { } customerId)
            {
                return new IdUnknown();
            }
            query = query.Add("customerId", customerId.ToString());
        }
        var found = await call.GetAsync(Own + query, cancellationToken);
        return found.IsSuccess
            ? XcelsiorAnswer.OfPage(found.Value, call.Services.Shapes.WriteConversation)
            : found.Error;
    }

    /// <summary>The conversation as it is now.</summary>
    public static async Task<Result<XcelsiorAnswer>> AnswerAsync(
        XcelsiorCall call,
        string id,
        int status,
        CancellationToken cancellationToken
    )
    {
        // Read anew: only what is read shows customer and agent.
        var found = await call.GetAsync($"{Own}/{id}", cancellationToken);
        return found.IsSuccess
            ? XcelsiorAnswer.Of(json => call.Services.Shapes.WriteConversation(json, found.Value), status)
            : found.Error;
    }

    /// <summary>The page knows no such status.</summary>
    public static FieldFault UnknownStatus { get; } =
        new("/status", "unknown_value", $"One of these is expected: {string.Join(", ", XcelsiorWords.Statuses)}.");

    private static async Task<Result<Author>> OwnerAsync(
        XcelsiorCall call,
        JsonElement customer,
        string? retryKey,
        CancellationToken cancellationToken
    )
    {
        var name = XcelsiorJson.Text(customer, "name") ?? "";
        if (XcelsiorJson.Text(customer, "email") is not { } email)
        {
            // Every customer has one of the two.
            var userId = XcelsiorJson.Text(customer, "externalId")!;
            return new Author
            {
                Kind = AuthorKind.User,
                Id = userId,
                DisplayName = name,
            };
        }
        var visitors = call.Services.Visitors;
        var tenantId = call.Principal.TenantId;
        var visitor = retryKey is null
            ? visitors.New(tenantId, email, name)
            : visitors.New(tenantId, email, name, retryKey);
        var claim = new IdentifyRequest { Email = email, Name = name };
        return await call.Services.Conversations.ClaimAsync(visitor, claim, cancellationToken) is { } refused
            ? refused
            : new Author
            {
                Kind = AuthorKind.Visitor,
                Id = visitor.Subject,
                DisplayName = name,
            };
    }

    private static byte[] BodyOf(JsonElement body, Author owner) =>
        XcelsiorJson.Object(json =>
        {
            json.WriteStartObject("owner");
            json.WriteString("kind", owner.Kind == AuthorKind.User ? "user" : "visitor");
            json.WriteString("id", owner.Id);
            json.WriteString("displayName", owner.DisplayName);
            json.WriteEndObject();
            XcelsiorJson.CopyAll(json, body, "channel", "subject");
            json.WriteStartObject("details");
            XcelsiorJson.CopyAll(json, body, "priority", "tags", "metadata");
            json.WriteEndObject();
        });
}
