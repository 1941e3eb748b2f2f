using System.Runtime.CompilerServices;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;
using Chat.Sessions.Messages;
using Chat.Sessions.Notes;
using Chat.Sessions.Ratings;

namespace Chat.Sessions.Transcripts;

/// <summary>Reads whole conversations for the company, page by page: nothing of their length is held in memory.</summary>
internal sealed class TranscriptReader(
    ConversationStore conversations,
    RatingStore ratings,
    NoteStore notes,
    LogReads reads,
    MessageMarks marks
)
{
    private const int PageSize = 100;
    private const int MaxNotes = 500;

    /// <summary>The conversation, if the caller may have it whole.</summary>
    public async Task<Result<ConversationState>> FindAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        var actor = NoteAccess.Demand(principal);
        if (!actor.IsSuccess)
        {
            return new TranscriptForbidden();
        }

        var tenantId = principal.TenantId;
        var found = await conversations.FindAsync(tenantId, actor.Value.Guard, conversationId, cancellationToken);
        return found is null ? new ConversationNotFound() : found;
    }

    public Task<Rating?> RatingAsync(Guid tenantId, Guid conversationId, CancellationToken cancellationToken) =>
        ratings.FindAsync(tenantId, conversationId, cancellationToken);

    public Task<List<Note>> NotesAsync(Guid tenantId, Guid conversationId, CancellationToken cancellationToken) =>
        notes.PageAsync(tenantId, conversationId, null, MaxNotes, cancellationToken);

    /// <summary>The messages up to the last one there is now, oldest first.</summary>
    public async IAsyncEnumerable<StoredMessage> MessagesAsync(
        Principal principal,
        ConversationState conversation,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var key = new LogKey(principal.TenantId, conversation.Id, ConversationGuard.None);
        var after = 0L;
        while (after < conversation.LastSequence)
        {
            var page = await reads.ReadAsync(key, after, PageSize, all: true, cancellationToken);
            if (!page.IsSuccess || page.Value.Messages.Count == 0)
            {
                yield break;
            }

            foreach (var message in await marks.AddAsync(principal, page.Value.Messages, cancellationToken))
            {
                after = message.Sequence;
                if (after <= conversation.LastSequence)
                {
                    yield return message;
                }
            }
        }
    }
}
