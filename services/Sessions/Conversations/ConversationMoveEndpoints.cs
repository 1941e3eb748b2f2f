using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Conversations;

/// <summary>The REST edge of a conversation's status.</summary>
internal static class ConversationMoveEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, ConversationAction.Close, "Closes a conversation", "By its visitor or anybody of the company.");
        Map(endpoints, ConversationAction.Resolve, "Resolves a conversation", "By the company; closed after a while.");
        Map(endpoints, ConversationAction.Await, "Waits for the customer", "By the company, where an agent has it.");
        Map(endpoints, ConversationAction.Resume, "Waits no longer", "Also done by the customer's next message.");
        Map(endpoints, ConversationAction.Reopen, "Reopens a conversation", "One that ended and is not archived.");
        Map(
            endpoints,
            ConversationAction.Archive,
            "Archives a conversation",
            "One that ended; it never changes again."
        );
    }

    private static void Map(
        IEndpointRouteBuilder endpoints,
        ConversationAction action,
        string summary,
        string description
    ) =>
        endpoints
            .MapPut(
                $"/v1/conversations/{{id:guid}}/{ConversationNames.Of(action)}",
                (
                    Guid id,
                    MoveBody? body,
                    [FromHeader(Name = "If-Match"), Description("Only if its revision is still this ETag.")]
                        string? ifMatch,
                    HttpContext context,
                    MoveConversationHandler handler,
                    CancellationToken cancellationToken
                ) => MoveAsync(id, action, body, ifMatch, context, handler, cancellationToken)
            )
            .WithSummary(summary)
            .WithDescription($"{description} Doing it again changes nothing.")
            .Produces<ConversationAnswer>()
            .WithProblems(400, 403, 404, 409);

    private static async Task<IResult> MoveAsync(
        Guid id,
        ConversationAction action,
        MoveBody? body,
        string? ifMatch,
        HttpContext context,
        MoveConversationHandler handler,
        CancellationToken cancellationToken
    )
    {
        var expected = ConversationTag.Parse(ifMatch);
        if (!expected.IsSuccess)
        {
            return expected.Error.ToHttpResult();
        }

        var move = new ConversationMove
        {
            Action = action,
            Reason = string.IsNullOrEmpty(body?.Reason) ? null : body.Reason,
            ExpectedRevision = expected.Value,
        };
        var moved = await handler.HandleAsync(context.GetPrincipal(), id, move, cancellationToken);
        return ConversationTag.Answer(context, moved);
    }
}
