using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Chat;

/// <summary>
/// Makes <c>POST /v1/chat</c> safe to retry also where nothing exists yet that a retry could name.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>In a conversation that exists the message's id is <c>clientMessageId</c>, else one derived from the
/// <c>Idempotency-Key</c>.</item>
/// <item>A message that begins a conversation derives the conversation's external id from who calls and from both of
/// them, so that a retry finds the conversation which the first try made.</item>
/// <item>Where no visitor is named, only the header counts: ids of messages need not be unique among visitors.</item>
/// <item>With a publishable key, moreover, nobody is known, and the retry must be given the token of the visitor which
/// the first try made. So the key is a credential: it must be a random UUID, is never stored (a message's id is read by
/// others, in the log and in webhooks), opens nothing without the very same text, and holds for a day.</item>
/// </list>
/// </remarks>
internal sealed class RetryIdentities(DerivedIds ids, TimeProvider time)
{
    private const string ExternalIdPrefix = "first:";
    private const int RandomVersion = 4;
    private static readonly TimeSpan VisitorWindow = TimeSpan.FromHours(24);

    /// <summary>What this request and its retries have in common; an error when the key cannot be used.</summary>
    public Result<RetryIdentity> Of(Caller caller, ChatRequest request, string? idempotencyKey)
    {
        var messageId =
            request.ClientMessageId is null && idempotencyKey is not null
                ? ids.Derive("message", caller.TenantId.ToString(), idempotencyKey)
                : request.ClientMessageId;
        var isNamed =
            caller.Kind is CallerKind.Visitor or CallerKind.User
            || (caller.Kind == CallerKind.SecretKey && request.VisitorId is not null);
        if (request.ConversationId is not null || (idempotencyKey is null && !isNamed) || messageId is null)
        {
            return new RetryIdentity { ClientMessageId = messageId };
        }
        if (caller.Kind == CallerKind.PublishableKey && !IsRandom(idempotencyKey))
        {
            return new IdempotencyKeyGuessable();
        }
        return Beginning(caller, request, idempotencyKey ?? "", messageId);
    }

    /// <summary>The external id of the conversation which a visitor begins with this message.</summary>
    public string ConversationOf(Principal visitor, string clientMessageId) =>
        ExternalIdPrefix + Derive("conversation", visitor, "", "", clientMessageId);

    /// <summary>Whether what is known under this identity is what is asked for now; null when it is.</summary>
    public Error? Contradiction(RetryIdentity identity, string text, ReplyAccepted accepted)
    {
        if (!accepted.Duplicate)
        {
            return null;
        }
        if (IsAnother(text, accepted.Message))
        {
            return new IdempotencyKeyReused();
        }
        return
            identity.Window is { } window && accepted.Message.CreatedAt.ToDateTimeOffset() + window < time.GetUtcNow()
            ? new IdempotencyKeyExpired()
            : null;
    }

    /// <summary>Whether what is known under a message's id is not what is asked for now.</summary>
    public static bool IsAnother(string text, Message known) =>
        !string.Equals(known.Text, text, StringComparison.Ordinal);

    private RetryIdentity Beginning(Caller caller, ChatRequest request, string idempotencyKey, string messageId)
    {
        var visitorId = request.VisitorId ?? "";
        return new RetryIdentity
        {
            ClientMessageId = messageId,
            ExternalId =
                ExternalIdPrefix + Derive("conversation", caller.Principal, visitorId, idempotencyKey, messageId),
            VisitorId = Derive("visitor", caller.Principal, visitorId, idempotencyKey, messageId),
            Window = caller.Kind == CallerKind.PublishableKey ? VisitorWindow : null,
        };
    }

    private string Derive(
        string what,
        Principal caller,
        string visitorId,
        string idempotencyKey,
        string clientMessageId
    ) =>
        ids.Derive(
            // A user may have the id of some visitor.
            caller.Kind is PrincipalKind.User
                ? "user's " + what
                : what,
            caller.TenantId.ToString(),
            caller.Subject,
            visitorId,
            idempotencyKey,
            clientMessageId
        );

    private static bool IsRandom(string? key) =>
        Guid.TryParseExact(key, "D", out var uuid) && uuid.Version == RandomVersion && uuid.Variant is >= 8 and <= 11;
}
