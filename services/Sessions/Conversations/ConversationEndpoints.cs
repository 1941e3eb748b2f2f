using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Conversations;

/// <summary>The REST edge of conversations.</summary>
internal static class ConversationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/v1/conversations", ListAsync)
            .WithSummary("Lists conversations")
            .WithDescription("A visitor's own, with a secret key all of the tenant; newest first.")
            .Produces<ListAnswer<ConversationAnswer>>()
            .WithProblems(400);
        endpoints
            .MapGet("/v1/conversations/{id:guid}", GetAsync)
            .WithSummary("Gets a conversation")
            .Produces<ConversationAnswer>()
            .WithProblems(404);
    }

    private static async Task<IResult> ListAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListConversationsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await handler.HandleAsync(context.GetPrincipal(), page.Value, cancellationToken);
        return found.Match(
            conversations =>
                TypedResults.Ok(
                    ListAnswer.Of(
                        conversations,
                        page.Value.Limit,
                        ConversationAnswer.From,
                        conversation => conversation.Id.ToString()
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        GetConversationHandler handler,
        CancellationToken cancellationToken
    )
    {
        var found = await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken);
        return found.Match(
            conversation => TypedResults.Ok(ConversationAnswer.From(conversation)),
            error => error.ToHttpResult()
        );
    }
}
