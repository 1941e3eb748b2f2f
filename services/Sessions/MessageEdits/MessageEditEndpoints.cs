using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Messages;

namespace Chat.Sessions.MessageEdits;

/// <summary>The REST edge of second thoughts about messages.</summary>
internal static class MessageEditEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var one = endpoints
            .MapGroup("/v1/conversations/{id:guid}/messages/{messageId:guid}")
            .WithProblems(400, 403, 404, 409);
        one.MapPatch("", EditAsync)
            .WithSummary("Edits a message")
            .WithDescription("One's own, for 15 minutes; managers and secret keys any. The log gets an event.")
            .Produces<MessageAnswer>();
        one.MapDelete("", DeleteAsync)
            .WithSummary("Deletes a message")
            .WithDescription("Its place in the log stays, its content does not. Who may: as for editing.")
            .Produces(StatusCodes.Status204NoContent);
        one.MapPut("reactions/{emoji}", ReactAsync).WithSummary("Reacts to a message").Produces<MessageAnswer>();
        one.MapDelete("reactions/{emoji}", TakeBackAsync)
            .WithSummary("Takes a reaction back")
            .Produces<MessageAnswer>();
    }

    private static async Task<IResult> EditAsync(
        Guid id,
        Guid messageId,
        EditMessageBody body,
        HttpContext context,
        ChangeMessageHandler handler,
        MessageMarks marks,
        CancellationToken cancellationToken
    ) =>
        await marks.AnswerAsync(
            context,
            await handler.EditAsync(Key(context, id, messageId), body.Text ?? "", cancellationToken),
            cancellationToken
        );

    private static async Task<IResult> DeleteAsync(
        Guid id,
        Guid messageId,
        HttpContext context,
        ChangeMessageHandler handler,
        CancellationToken cancellationToken
    )
    {
        var deleted = await handler.DeleteAsync(Key(context, id, messageId), cancellationToken);
        return deleted.Match(_ => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static async Task<IResult> ReactAsync(
        Guid id,
        Guid messageId,
        string emoji,
        HttpContext context,
        ChangeMessageHandler handler,
        MessageMarks marks,
        CancellationToken cancellationToken
    ) =>
        await marks.AnswerAsync(
            context,
            await handler.ReactAsync(Key(context, id, messageId), emoji, wanted: true, cancellationToken),
            cancellationToken
        );

    private static async Task<IResult> TakeBackAsync(
        Guid id,
        Guid messageId,
        string emoji,
        HttpContext context,
        ChangeMessageHandler handler,
        MessageMarks marks,
        CancellationToken cancellationToken
    ) =>
        await marks.AnswerAsync(
            context,
            await handler.ReactAsync(Key(context, id, messageId), emoji, wanted: false, cancellationToken),
            cancellationToken
        );

    private static MessageKey Key(HttpContext context, Guid id, Guid messageId) =>
        new(context.GetPrincipal(), id, messageId);
}
