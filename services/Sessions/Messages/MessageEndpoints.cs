using System.ComponentModel;
using System.Globalization;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Live;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Messages;

/// <summary>The REST edge of messages.</summary>
internal static class MessageEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/conversations/{id:guid}/messages", ListAsync)
            .WithSummary("Lists messages")
            .WithDescription("In the order of the conversation's log, oldest first.")
            .Produces<MessageListAnswer>()
            .WithProblems(400, 404);

    private static async Task<IResult> ListAsync(
        Guid id,
        [Description("nextCursor of the page before, or any cursor of the conversation: epoch.sequence.")]
            string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListMessagesHandler handler,
        MessageMarks marks,
        CancellationToken cancellationToken
    )
    {
        if (limit is < 1 or > PageRequest.MaxLimit)
        {
            return Invalid.Field("/limit", "out_of_range", $"Must be 1 to {PageRequest.MaxLimit}.").ToHttpResult();
        }

        if (!TryParse(cursor, out var after))
        {
            return Invalid.Field("/cursor", "format", "Must be epoch.sequence.").ToHttpResult();
        }

        var query = new ListMessagesQuery
        {
            Principal = context.GetPrincipal(),
            ConversationId = id,
            AfterSequence = after,
            Limit = limit ?? PageRequest.DefaultLimit,
        };
        var page = await handler.HandleAsync(query, cancellationToken);
        return page.IsSuccess
            ? TypedResults.Ok(
                Answer(page.Value, await marks.AddAsync(query.Principal, page.Value.Messages, cancellationToken))
            )
            : page.Error.ToHttpResult();
    }

    private static MessageListAnswer Answer(LogSnapshot page, IReadOnlyList<StoredMessage> messages) =>
        new()
        {
            Epoch = page.Epoch,
            Data = [.. messages.Select(MessageAnswer.From)],
            NextCursor = page.HasMore
                ? string.Create(CultureInfo.InvariantCulture, $"{page.Epoch}.{page.Messages[^1].Sequence}")
                : null,
            HasMore = page.HasMore,
        };

    // The text of a cursor (chat.sessions.v1.Cursor); where a reader stood in a reply does not matter to a list.
    private static bool TryParse(string? cursor, out long sequence)
    {
        sequence = 0;
        if (string.IsNullOrEmpty(cursor))
        {
            return true;
        }

        var parts = cursor.Split('.');
        return parts.Length is 2 or 4
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }
}
