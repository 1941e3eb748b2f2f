namespace Chat.Sessions.Conversations;

/// <summary>The only owner whose conversations are open; with <see cref="Kind"/> null all are.</summary>
internal readonly record struct ConversationGuard(AuthorKind? Kind, string? Id)
{
    public static ConversationGuard None => default;
}
