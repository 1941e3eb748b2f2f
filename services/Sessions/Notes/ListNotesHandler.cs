using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Notes;

/// <summary>The notes of a conversation, newest first.</summary>
internal sealed class ListNotesHandler(ConversationStore conversations, NoteStore notes)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<Note>>> HandleAsync(
        Principal principal,
        Guid conversationId,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var actor = NoteAccess.Demand(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        var tenantId = principal.TenantId;
        return await conversations.FindAsync(tenantId, actor.Value.Guard, conversationId, cancellationToken) is null
            ? new ConversationNotFound()
            : await notes.PageAsync(tenantId, conversationId, page.Cursor, page.Limit + 1, cancellationToken);
    }
}
