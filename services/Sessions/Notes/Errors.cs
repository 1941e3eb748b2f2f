using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Notes;

/// <summary>Notes are the company's own.</summary>
internal sealed record NotesForbidden() : Forbidden("notes_forbidden", "Only agents and secret keys see notes.");

/// <summary>There is none in this conversation.</summary>
internal sealed record NoteNotFound() : NotFound("note_not_found", "There is no such note.");

/// <summary>Whoever wrote a note, managers and secret keys change it.</summary>
internal sealed record NoteOfAnother() : Forbidden("note_of_another", "The note is somebody else's.");

/// <summary>A conversation keeps so many.</summary>
internal sealed record TooManyNotes() : PreconditionFailed("too_many_notes", "The conversation has 500 notes already.");
