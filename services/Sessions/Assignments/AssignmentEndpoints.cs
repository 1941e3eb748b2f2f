using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Conversations;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Assignments;

/// <summary>The REST edge of who has a conversation.</summary>
internal static class AssignmentEndpoints
{
    private const string Path = "/v1/conversations/{id:guid}/";
    private const string OnlyIf = "Only if its revision is still this ETag.";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        MapAssignments(endpoints);
        Describe(
            endpoints.MapPost(Path + "escalate", EscalateAsync),
            "Asks for a person",
            "By the customer, the backend or the AI: the conversation waits for an agent. By its agent: it goes to the "
                + "named superior, or to the nearest who is available."
        );
        Describe(
            endpoints.MapPost(Path + "queue", QueueAsync),
            "Lets go of a conversation",
            "Its agent, a manager or a secret key: it waits for another agent, who has what is asked for."
        );
        Describe(
            endpoints.MapPost(Path + "hand-back", HandBackAsync),
            "Hands a conversation to the AI",
            "Its agent, a manager or a secret key; one that only waits: any agent."
        );
        Describe(
            endpoints.MapPut(Path + "preferred-agent", PreferAsync),
            "Chooses an agent",
            "By the customer, where the settings allow it, among the public agents. Who has no room is waited for."
        );
    }

    private static void MapAssignments(IEndpointRouteBuilder endpoints)
    {
        Describe(
            endpoints.MapPost(Path + "accept", AcceptAsync),
            "Takes a conversation that nobody has",
            "Needs an agent's token. Of two at once one gets it; the other is told who: 409 `conversation_taken`."
        );
        Describe(
            endpoints.MapPost(Path + "take-over", TakeOverAsync),
            "Takes a conversation from the AI or the queue",
            "Needs an agent's token; a manager takes it from another agent, too. The AI stops at once; what it said is kept."
        );
        Describe(
            endpoints.MapPut(Path + "assign", AssignAsync),
            "Gives a conversation to an agent",
            "Needs a manager's token or a secret key."
        );
        Describe(
            endpoints.MapPost(Path + "transfer", TransferAsync),
            "Gives a conversation to another agent",
            "Its agent, a manager or a secret key. The note becomes one of the conversation's."
        );
    }

    private static void Describe(RouteHandlerBuilder route, string summary, string description) =>
        route
            .WithSummary(summary)
            .WithDescription(description)
            .Produces<ConversationAnswer>()
            .WithProblems(400, 403, 404, 409);

    private static Task<IResult> AcceptAsync(
        Guid id,
        [FromHeader(Name = "If-Match"), Description(OnlyIf)] string? ifMatch,
        HttpContext context,
        AssignmentHandler handler,
        CancellationToken cancellationToken
    ) => AnswerAsync(id, new AssignmentBody(), ifMatch, context, handler.AcceptAsync, cancellationToken);

    private static Task<IResult> TakeOverAsync(
        Guid id,
        [FromHeader(Name = "If-Match"), Description(OnlyIf)] string? ifMatch,
        HttpContext context,
        AssignmentHandler handler,
        CancellationToken cancellationToken
    ) => AnswerAsync(id, new AssignmentBody(), ifMatch, context, handler.TakeOverAsync, cancellationToken);

    private static Task<IResult> AssignAsync(
        Guid id,
        AssignmentBody body,
        [FromHeader(Name = "If-Match"), Description(OnlyIf)] string? ifMatch,
        HttpContext context,
        AssignmentHandler handler,
        CancellationToken cancellationToken
    ) => AnswerAsync(id, body, ifMatch, context, handler.AssignAsync, cancellationToken);

    private static Task<IResult> TransferAsync(
        Guid id,
        AssignmentBody body,
        [FromHeader(Name = "If-Match"), Description(OnlyIf)] string? ifMatch,
        HttpContext context,
        AssignmentHandler handler,
        CancellationToken cancellationToken
    ) => AnswerAsync(id, body, ifMatch, context, handler.TransferAsync, cancellationToken);

    private static async Task<IResult> EscalateAsync(
        Guid id,
        QueueBody? body,
        HttpContext context,
        EscalationHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new EscalationRequest(context.GetPrincipal(), id, body ?? new QueueBody());
        return ConversationTag.Answer(context, await handler.EscalateAsync(request, cancellationToken));
    }

    private static async Task<IResult> QueueAsync(
        Guid id,
        QueueBody? body,
        HttpContext context,
        EscalationHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new EscalationRequest(context.GetPrincipal(), id, body ?? new QueueBody());
        return ConversationTag.Answer(context, await handler.QueueAsync(request, cancellationToken));
    }

    private static async Task<IResult> HandBackAsync(
        Guid id,
        HttpContext context,
        HandBackHandler handler,
        CancellationToken cancellationToken
    ) => ConversationTag.Answer(context, await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken));

    private static async Task<IResult> PreferAsync(
        Guid id,
        PreferredAgentBody body,
        HttpContext context,
        PreferAgentHandler handler,
        CancellationToken cancellationToken
    ) =>
        body.AgentId is { } agentId
            ? ConversationTag.Answer(
                context,
                await handler.HandleAsync(context.GetPrincipal(), id, agentId, cancellationToken)
            )
            : Invalid.Field("/agentId", "required", "Must be the id of an agent.").ToHttpResult();

    private static async Task<IResult> AnswerAsync(
        Guid id,
        AssignmentBody body,
        string? ifMatch,
        HttpContext context,
        Func<AssignmentRequest, CancellationToken, Task<Result<ConversationState>>> handle,
        CancellationToken cancellationToken
    )
    {
        var expected = ConversationTag.Parse(ifMatch);
        if (!expected.IsSuccess)
        {
            return expected.Error.ToHttpResult();
        }

        var request = new AssignmentRequest(context.GetPrincipal(), id, body, expected.Value);
        return ConversationTag.Answer(context, await handle(request, cancellationToken));
    }
}
