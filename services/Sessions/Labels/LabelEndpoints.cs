using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Conversations;
using Chat.Sessions.MessageEdits;
using Chat.Sessions.Messages;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Labels;

/// <summary>The REST edge of labels; for agents and secret keys.</summary>
internal static class LabelEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string conversation = "/v1/conversations/{id:guid}/label";
        const string message = "/v1/conversations/{id:guid}/messages/{messageId:guid}/label";
        var labels = endpoints.MapGroup("").WithProblems(400, 403, 404, 409);
        labels
            .MapPut(conversation, LabelConversationAsync)
            .WithSummary("Labels a conversation")
            .WithDescription("For training: good, bad or needs_review. Where the settings of labels allow it.")
            .Produces<ConversationAnswer>();
        labels
            .MapDelete(conversation, ClearConversationAsync)
            .WithSummary("Takes a conversation's label away")
            .Produces<ConversationAnswer>();
        labels
            .MapPut(message, LabelMessageAsync)
            .WithSummary("Labels a message")
            .WithDescription("As a conversation; visitors and users never learn of it.")
            .Produces<MessageAnswer>();
        labels
            .MapDelete(message, ClearMessageAsync)
            .WithSummary("Takes a message's label away")
            .Produces<MessageAnswer>();
        endpoints
            .MapGet("/v1/messages/labelled", ListAsync)
            .WithSummary("Lists labelled messages")
            .WithDescription("Of all the tenant's conversations, newest first.")
            .Produces<ListAnswer<LabelledMessageAnswer>>()
            .WithProblems(400, 403);
    }

    private static async Task<IResult> LabelConversationAsync(
        Guid id,
        LabelBody body,
        HttpContext context,
        LabelHandler handler,
        CancellationToken cancellationToken
    ) =>
        LabelNames.Parse(body.Label) is { } label
            ? ConversationTag.Answer(
                context,
                await handler.LabelAsync(context.GetPrincipal(), id, label, cancellationToken)
            )
            : Unknown().ToHttpResult();

    private static async Task<IResult> ClearConversationAsync(
        Guid id,
        HttpContext context,
        LabelHandler handler,
        CancellationToken cancellationToken
    ) =>
        ConversationTag.Answer(
            context,
            await handler.LabelAsync(context.GetPrincipal(), id, label: null, cancellationToken)
        );

    private static async Task<IResult> LabelMessageAsync(
        Guid id,
        Guid messageId,
        LabelBody body,
        HttpContext context,
        LabelHandler handler,
        MessageMarks marks,
        CancellationToken cancellationToken
    ) =>
        LabelNames.Parse(body.Label) is { } label
            ? await marks.AnswerAsync(
                context,
                await handler.LabelAsync(Key(context, id, messageId), label, cancellationToken),
                cancellationToken
            )
            : Unknown().ToHttpResult();

    private static async Task<IResult> ClearMessageAsync(
        Guid id,
        Guid messageId,
        HttpContext context,
        LabelHandler handler,
        MessageMarks marks,
        CancellationToken cancellationToken
    ) =>
        await marks.AnswerAsync(
            context,
            await handler.LabelAsync(Key(context, id, messageId), label: null, cancellationToken),
            cancellationToken
        );

    private static async Task<IResult> ListAsync(
        [Description("Only those with this one."), AllowedValues("good", "bad", "needs_review")] string? label,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        LabelHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        if (LabelNames.Parse(label) is not { } wanted)
        {
            return Unknown().ToHttpResult();
        }

        var (olderThan, size) = page.Value;
        var found = await handler.ListAsync(context.GetPrincipal(), wanted, olderThan, size, cancellationToken);
        return found.Match(
            messages =>
                TypedResults.Ok(
                    ListAnswer.Of(
                        messages,
                        size,
                        LabelledMessageAnswer.From,
                        labelled => labelled.Message.Id.ToString()
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static Invalid Unknown() => Invalid.Field("/label", "unknown", $"Must be {LabelNames.All}.");

    private static MessageKey Key(HttpContext context, Guid id, Guid messageId) =>
        new(context.GetPrincipal(), id, messageId);
}
