using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Messages;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Search;

/// <summary>The REST edge of searching messages.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/messages/search", SearchAsync)
            .WithSummary("Searches messages")
            .WithDescription(
                "Of all the tenant's conversations, newest first; what was written is found some moments later. For "
                    + "agents and secret keys."
            )
            .Produces<ListAnswer<MessageAnswer>>()
            .WithProblems(400, 403);

    private static async Task<IResult> SearchAsync(
        [Description(
            "Words, all of which must be there; \"in quotes\" in this order; -without. 1 to 200 UTF-16 units."
        )]
            string? q,
        [Description("Only in this one.")] Guid? conversationId,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        SearchMessagesHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var search = new SearchMessages
        {
            Query = q ?? "",
            ConversationId = conversationId,
            OlderThan = page.Value.Cursor,
            Limit = page.Value.Limit,
        };
        var found = await handler.HandleAsync(context.GetPrincipal(), search, cancellationToken);
        return found.Match(
            messages =>
                TypedResults.Ok(
                    ListAnswer.Of(messages, page.Value.Limit, MessageAnswer.From, message => message.Id.ToString())
                ),
            error => error.ToHttpResult()
        );
    }
}
