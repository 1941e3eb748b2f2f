using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Notes;

/// <summary>Adds, edits and deletes notes; each is a change of the conversation with an internal event.</summary>
internal sealed class WriteNoteHandler(ConversationChange change)
{
    private const int MaxText = 10_000;
    private const int MaxNotes = 500;
    private const int MaxIdempotencyKey = 255;

    public async Task<Result<Note>> AddAsync(
        Principal principal,
        Guid conversationId,
        string text,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        if (Validate(text, idempotencyKey) is { } invalid)
        {
            return invalid;
        }

        return await ApplyAsync(
            principal,
            conversationId,
            async (locked, actor, token) =>
            {
                if (
                    idempotencyKey is not null
                    && await NoteStore.FindRepeatedAsync(
                        locked.Transaction,
                        locked.TenantId,
                        conversationId,
                        actor.Author.Id,
                        idempotencyKey,
                        token
                    )
                        is { } standing
                )
                {
                    return new NoteWriting(standing, null, null);
                }

                if (locked.State.Status is ConversationStatus.Archived)
                {
                    return new ConversationArchived();
                }

                if (await NoteStore.CountAsync(locked.Transaction, locked.TenantId, conversationId, token) >= MaxNotes)
                {
                    return new TooManyNotes();
                }

                var note = new Note
                {
                    Id = Ids.New(),
                    AuthorId = actor.Author.Id,
                    AuthorName = actor.Author.DisplayName,
                    Text = text,
                    CreatedAt = locked.Now,
                };
                return new NoteWriting(
                    note,
                    "added",
                    NoteStore.Adding(locked.TenantId, conversationId, note, idempotencyKey)
                );
            },
            cancellationToken
        );
    }

    public async Task<Result<Note>> EditAsync(
        Principal principal,
        Guid conversationId,
        Guid noteId,
        string text,
        CancellationToken cancellationToken
    )
    {
        if (Validate(text, null) is { } invalid)
        {
            return invalid;
        }

        return await ApplyAsync(
            principal,
            conversationId,
            async (locked, _, token) =>
            {
                var standing = await FindAsync(principal, locked, conversationId, noteId, token);
                if (!standing.IsSuccess)
                {
                    return standing.Error;
                }

                var note = standing.Value with { Text = text, EditedAt = locked.Now };
                return text == standing.Value.Text
                    ? new NoteWriting(standing.Value, null, null)
                    : new NoteWriting(note, "edited", NoteStore.Editing(locked.TenantId, conversationId, note));
            },
            cancellationToken
        );
    }

    public Task<Result<Note>> DeleteAsync(
        Principal principal,
        Guid conversationId,
        Guid noteId,
        CancellationToken cancellationToken
    ) =>
        ApplyAsync(
            principal,
            conversationId,
            async (locked, _, token) =>
            {
                var standing = await FindAsync(principal, locked, conversationId, noteId, token);
                return standing.IsSuccess
                    ? new NoteWriting(
                        standing.Value,
                        "deleted",
                        NoteStore.Deleting(locked.TenantId, conversationId, noteId)
                    )
                    : standing.Error;
            },
            cancellationToken
        );

    private async Task<Result<Note>> ApplyAsync(
        Principal principal,
        Guid conversationId,
        Func<LockedConversation, ConversationActor, CancellationToken, Task<Result<NoteWriting>>> write,
        CancellationToken cancellationToken
    )
    {
        var actor = NoteAccess.Demand(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        Note? written = null;
        var changed = await change.ApplyAsync(
            new ConversationKey(principal.TenantId, conversationId),
            actor.Value,
            async (locked, token) =>
            {
                var writing = await write(locked, actor.Value, token);
                if (!writing.IsSuccess)
                {
                    return writing.Error;
                }

                written = writing.Value.Note;
                return writing.Value.ToUpdate(locked.State, actor.Value);
            },
            cancellationToken
        );
        return changed.IsSuccess ? written! : changed.Error;
    }

    private static async Task<Result<Note>> FindAsync(
        Principal principal,
        LockedConversation locked,
        Guid conversationId,
        Guid noteId,
        CancellationToken cancellationToken
    )
    {
        if (locked.State.Status is ConversationStatus.Archived)
        {
            return new ConversationArchived();
        }

        var note = await NoteStore.FindAsync(
            locked.Transaction,
            locked.TenantId,
            conversationId,
            noteId,
            cancellationToken
        );
        if (note is null)
        {
            return new NoteNotFound();
        }

        return NoteAccess.MayChange(principal, note) ? note : new NoteOfAnother();
    }

    private static Invalid? Validate(string text, string? idempotencyKey)
    {
        var faults = new List<FieldFault>();
        DetailsRules.Text(faults, "/text", text, 1, MaxText);
        DetailsRules.Text(faults, "/Idempotency-Key", idempotencyKey, 1, MaxIdempotencyKey);
        return faults.Count > 0 ? new Invalid(faults) : null;
    }
}
