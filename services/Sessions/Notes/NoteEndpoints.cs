using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Notes;

/// <summary>The REST edge of notes; for agents and secret keys.</summary>
internal static class NoteEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var notes = endpoints.MapGroup("/v1/conversations/{id:guid}/notes").WithProblems(400, 403, 404);
        notes.MapGet("", ListAsync).WithSummary("Lists notes").Produces<ListAnswer<NoteAnswer>>();
        notes
            .MapPost("", AddAsync)
            .WithSummary("Writes a note")
            .WithDescription("It stays with the conversation whoever has it, and no visitor ever sees it.")
            .Produces<NoteAnswer>(StatusCodes.Status201Created)
            .WithProblems(409);
        notes
            .MapPatch("{noteId:guid}", EditAsync)
            .WithSummary("Changes a note")
            .WithDescription("By who wrote it, managers and secret keys.")
            .Produces<NoteAnswer>()
            .WithProblems(409);
        notes
            .MapDelete("{noteId:guid}", DeleteAsync)
            .WithSummary("Deletes a note")
            .WithDescription("By who wrote it, managers and secret keys.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(409);
    }

    private static async Task<IResult> ListAsync(
        Guid id,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListNotesHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await handler.HandleAsync(context.GetPrincipal(), id, page.Value, cancellationToken);
        return found.Match(
            notes =>
                TypedResults.Ok(ListAnswer.Of(notes, page.Value.Limit, NoteAnswer.From, note => note.Id.ToString())),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> AddAsync(
        Guid id,
        NoteBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        WriteNoteHandler handler,
        CancellationToken cancellationToken
    )
    {
        var added = await handler.AddAsync(
            context.GetPrincipal(),
            id,
            body.Text ?? "",
            idempotencyKey,
            cancellationToken
        );
        return added.Match(
            note => TypedResults.Created($"/v1/conversations/{id}/notes/{note.Id}", NoteAnswer.From(note)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> EditAsync(
        Guid id,
        Guid noteId,
        NoteBody body,
        HttpContext context,
        WriteNoteHandler handler,
        CancellationToken cancellationToken
    )
    {
        var edited = await handler.EditAsync(context.GetPrincipal(), id, noteId, body.Text ?? "", cancellationToken);
        return edited.Match(note => TypedResults.Ok(NoteAnswer.From(note)), error => error.ToHttpResult());
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        Guid noteId,
        HttpContext context,
        WriteNoteHandler handler,
        CancellationToken cancellationToken
    )
    {
        var deleted = await handler.DeleteAsync(context.GetPrincipal(), id, noteId, cancellationToken);
        return deleted.Match(_ => TypedResults.NoContent(), error => error.ToHttpResult());
    }
}
