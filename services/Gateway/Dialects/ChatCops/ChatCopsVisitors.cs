using Chat.Gateway.Auth;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>The visitor behind a request. Conversations are open to their own visitor only.</summary>
/// <remarks>
/// <list type="number">
/// <item>A visitor token in the address names the visitor: the conversation's id alone opens nothing.</item>
/// <item>Without one the id is all the widget sends. The visitor is then who knows it on this page: its origin, which a
/// browser sends and no page can change, counts as well, so that an id taken elsewhere is of no use there.</item>
/// <item>An id that is not random (the widget's are UUIDs of version 4) can be guessed. The client's address then counts
/// too, in the visitor and in the conversation: who guesses it begins a conversation of its own.</item>
/// </list>
/// </remarks>
internal sealed class ChatCopsVisitors(DerivedIds ids)
{
    private const string Prefix = "chatcops";
    private const int RandomVersion = 4;
    private const int SuffixLength = 12;

    public ChatCopsVisitor Find(ChatCopsSite site, string conversationId, HttpContext context)
    {
        if (site.Visitor is { } known)
        {
            return new ChatCopsVisitor(known.Principal, $"{Prefix}:{conversationId}", RateTrust.Visitor);
        }
        var isRandom = IsRandom(conversationId);
        var tenantId = site.Tenant.Value;
        var derived = ids.Derive(
            "chatcops visitor",
            tenantId.ToString(),
            RequestOrigin.Of(context.Request).Value ?? "",
            isRandom ? "" : ClientAddress.Of(context) ?? "",
            conversationId
        );
        var principal = new Principal
        {
            TenantId = tenantId,
            Subject = $"{Prefix}:{derived}",
            Kind = PrincipalKind.Visitor,
        };
        var suffix = isRandom ? "" : "~" + derived.Replace("-", "", StringComparison.Ordinal)[..SuffixLength];
        // What stands behind the first colon is always the widget's own id.
        return new ChatCopsVisitor(principal, $"{Prefix}{suffix}:{conversationId}", RateTrust.Nobody);
    }

    private static bool IsRandom(string id) =>
        Guid.TryParseExact(id, "D", out var uuid) && uuid.Version == RandomVersion && uuid.Variant is >= 8 and <= 11;
}
