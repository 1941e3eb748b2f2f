using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Conversations;

/// <summary>Which conversations of its tenant a principal may touch, and as whom it may write.</summary>
internal static class AccessPolicy
{
    /// <summary>
    /// The owner the principal may act for, and with it, in the database's eyes, everybody it is proven to be; null when
    /// all conversations of the tenant are open to it.
    /// </summary>
    public static Result<ConversationGuard> GuardOf(Principal principal) =>
        principal.Kind switch
        {
            PrincipalKind.Visitor => new ConversationGuard(AuthorKind.Visitor, principal.Subject),
            PrincipalKind.User => new ConversationGuard(AuthorKind.User, principal.Subject),
            PrincipalKind.Agent or PrincipalKind.SecretKey or PrincipalKind.Service => ConversationGuard.None,
            _ => new ConversationsForbidden(),
        };

    /// <summary>Whether somebody confined to the guard may write as the author.</summary>
    public static bool MayWriteAs(ConversationGuard guard, Author author) =>
        guard.Kind is null
        || (guard.Kind == author.Kind && string.Equals(guard.Id, author.Id, StringComparison.Ordinal));
}
