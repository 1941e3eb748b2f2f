using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Conversations;

/// <summary>The REST edge of conversations.</summary>
internal static class ConversationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/v1/conversations", ListAsync)
            .WithSummary("Lists conversations")
            .WithDescription("A visitor's own, with a secret key all of the tenant.")
            .Produces<ListAnswer<ConversationAnswer>>()
            .WithProblems(400, 403);
        endpoints
            .MapPost("/v1/conversations", CreateAsync)
            .WithSummary("Begins a conversation")
            .WithDescription(
                "Without a message. 200 with the one that is there: of the same Idempotency-Key or externalId, or the "
                    + "live one of the visitor who asks."
            )
            .Produces<ConversationAnswer>(StatusCodes.Status201Created)
            .Produces<ConversationAnswer>()
            .WithProblems(400, 403, 409);
        endpoints
            .MapGet("/v1/conversations/{id:guid}", GetAsync)
            .WithSummary("Gets a conversation")
            .Produces<ConversationAnswer>()
            .WithProblems(404);
        endpoints
            .MapPatch("/v1/conversations/{id:guid}", UpdateAsync)
            .WithSummary("Changes a conversation")
            .WithDescription("For agents and secret keys.")
            .Produces<ConversationAnswer>()
            .WithProblems(400, 403, 404, 409);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] ConversationListQuery query,
        HttpContext context,
        ListConversationsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var filter = query.ToFilter();
        if (!filter.IsSuccess)
        {
            return filter.Error.ToHttpResult();
        }

        var forOwner = ConversationTag.IsCustomer(context.GetPrincipal());
        var found = await handler.HandleAsync(context.GetPrincipal(), filter.Value, cancellationToken);
        return found.Match(
            conversations =>
                TypedResults.Ok(
                    ListAnswer.Of(
                        conversations,
                        filter.Value.Limit,
                        conversation => ConversationAnswer.From(conversation, forOwner),
                        conversation => ConversationCursor.Of(conversation, filter.Value.Sort)
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> CreateAsync(
        CreateConversationBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        CreateConversationHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new CreateConversation
        {
            Principal = context.GetPrincipal(),
            Owner = body.Owner?.ToAuthor(),
            ExternalId = body.ExternalId,
            Details = body.ToDetails(),
            IdempotencyKey = idempotencyKey,
        };
        var created = await handler.HandleAsync(request, cancellationToken);
        if (created.IsSuccess && created.Value.Created)
        {
            context.Response.Headers.Location = $"/v1/conversations/{created.Value.Conversation.Id}";
            return ConversationTag.Answer(context, created.Value.Conversation, StatusCodes.Status201Created);
        }

        return ConversationTag.Answer(
            context,
            created.IsSuccess ? created.Value.Conversation : body.Locate(created.Error)
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
        return ConversationTag.Answer(context, found);
    }

    private static async Task<IResult> UpdateAsync(
        Guid id,
        ConversationDetailsBody body,
        [FromHeader(Name = "If-Match"), Description("Only if its revision is still this ETag.")] string? ifMatch,
        HttpContext context,
        UpdateConversationHandler handler,
        CancellationToken cancellationToken
    )
    {
        var expected = ConversationTag.Parse(ifMatch);
        if (!expected.IsSuccess)
        {
            return expected.Error.ToHttpResult();
        }

        var request = new UpdateConversation
        {
            Principal = context.GetPrincipal(),
            ConversationId = id,
            Details = body.ToDetails(),
            ExpectedRevision = expected.Value,
        };
        return ConversationTag.Answer(context, await handler.HandleAsync(request, cancellationToken));
    }
}
