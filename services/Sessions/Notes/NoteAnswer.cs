namespace Chat.Sessions.Notes;

/// <summary>A note, as REST shows it.</summary>
internal sealed record NoteAnswer
{
    public required Guid Id { get; init; }

    /// <summary>The agent who wrote it; null: the company's backend.</summary>
    public required string? AuthorId { get; init; }

    public required string? AuthorName { get; init; }
    public required string Text { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime? EditedAt { get; init; }

    public static NoteAnswer From(Note note) =>
        new()
        {
            Id = note.Id,
            AuthorId = note.AuthorId.Length == 0 ? null : note.AuthorId,
            AuthorName = note.AuthorName.Length == 0 ? null : note.AuthorName,
            Text = note.Text,
            CreatedAt = note.CreatedAt,
            EditedAt = note.EditedAt,
        };
}
