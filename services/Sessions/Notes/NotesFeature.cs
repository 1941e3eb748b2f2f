namespace Chat.Sessions.Notes;

/// <summary>What the company writes to itself about conversations.</summary>
internal static class NotesFeature
{
    public static IHostApplicationBuilder AddNotes(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NoteStore>();
        builder.Services.AddSingleton<ListNotesHandler>();
        builder.Services.AddSingleton<WriteNoteHandler>();
        return builder;
    }

    public static void MapNotes(this WebApplication app) => NoteEndpoints.Map(app);
}
