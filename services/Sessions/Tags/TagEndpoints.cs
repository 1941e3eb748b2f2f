using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tags;

/// <summary>The REST edge of one tag of a conversation; all at once they are changed with the conversation.</summary>
internal static class TagEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string path = "/v1/conversations/{id:guid}/tags/{tag}";
        endpoints
            .MapPut(path, AddAsync)
            .WithSummary("Tags a conversation")
            .WithDescription("With one of the available tags, if the settings name any. For agents and secret keys.")
            .Produces<ConversationAnswer>()
            .WithProblems(400, 403, 404, 409);
        endpoints
            .MapDelete(path, RemoveAsync)
            .WithSummary("Takes a tag away")
            .WithDescription("For agents and secret keys.")
            .Produces<ConversationAnswer>()
            .WithProblems(400, 403, 404, 409);
    }

    private static async Task<IResult> AddAsync(
        Guid id,
        string tag,
        HttpContext context,
        TagConversationHandler handler,
        CancellationToken cancellationToken
    ) =>
        ConversationTag.Answer(
            context,
            await handler.HandleAsync(context.GetPrincipal(), id, Written(tag), wanted: true, cancellationToken)
        );

    private static async Task<IResult> RemoveAsync(
        Guid id,
        string tag,
        HttpContext context,
        TagConversationHandler handler,
        CancellationToken cancellationToken
    ) =>
        ConversationTag.Answer(
            context,
            await handler.HandleAsync(context.GetPrincipal(), id, Written(tag), wanted: false, cancellationToken)
        );

    // Routing leaves the slash as it is in an address: else it would part one segment from the next.
    private static string Written(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
