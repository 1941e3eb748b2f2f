using Chat.Sessions.Conversations;

namespace Chat.Sessions.Signals;

/// <summary>
/// Who may know that somebody types. Of agents the customer learns it only of the one who has the conversation: others
/// look on, or write a note.
/// </summary>
internal sealed class TypingAudience(ConversationStore conversations)
{
    /// <summary>Whether it is kept from customers; null: that has to be looked up.</summary>
    public static bool? IsInternal(AuthorKind kind) => kind is AuthorKind.Agent ? null : false;

    /// <summary>Whether it is kept from customers.</summary>
    public async Task<bool> IsInternalAsync(TypingPlace place, CancellationToken cancellationToken)
    {
        var conversation = await conversations.FindAsync(
            place.TenantId,
            ConversationGuard.None,
            place.ConversationId,
            cancellationToken
        );
        return conversation?.AssignedAgentId is not { } assigned
            || !Guid.TryParse(place.AuthorId, out var agent)
            || agent != assigned;
    }
}
