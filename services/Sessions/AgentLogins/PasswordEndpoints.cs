using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Agents;

namespace Chat.Sessions.AgentLogins;

/// <summary>The REST edge of passwords and invitations.</summary>
internal static class PasswordEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var agents = endpoints.MapGroup(AgentEndpoints.Path).WithProblems();
        agents
            .MapPost("{id:guid}/password", SetAsync)
            .WithSummary("Sets an agent's password")
            .WithDescription("Needs an admin's token or a secret key. The agent's logins end.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(400, 404);
        agents
            .MapPost("me/password", ChangeAsync)
            .WithSummary("Changes one's own password")
            .WithDescription("Needs an agent's token. All logins end, the present one too.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(400);
        agents
            .MapPost("{id:guid}/invitations", InviteAsync)
            .WithSummary("Invites an agent, or lets it set a new password")
            .WithDescription(
                "Needs an admin's token or a secret key. The token is in this answer only; it holds for one password and "
                    + "ends the invitation before."
            )
            .Produces<InvitationAnswer>(StatusCodes.Status201Created)
            .WithProblems(404);
    }

    private static async Task<IResult> SetAsync(
        Guid id,
        PasswordBody body,
        HttpContext context,
        SetPasswordHandler handler,
        CancellationToken cancellationToken
    ) => Answer(await handler.SetAsync(context.GetPrincipal(), id, body.Password, cancellationToken));

    private static async Task<IResult> ChangeAsync(
        ChangePasswordBody body,
        HttpContext context,
        SetPasswordHandler handler,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await handler.ChangeAsync(context.GetPrincipal(), body.CurrentPassword, body.NewPassword, cancellationToken)
        );

    private static async Task<IResult> InviteAsync(
        Guid id,
        HttpContext context,
        SetPasswordHandler handler,
        CancellationToken cancellationToken
    )
    {
        var invited = await handler.InviteAsync(context.GetPrincipal(), id, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return invited.Match(
            made =>
                TypedResults.Created(
                    (string?)null,
                    new InvitationAnswer { Token = made.Token, ExpiresAt = made.ExpiresAt }
                ),
            error => error.ToHttpResult()
        );
    }

    private static IResult Answer(Result done) =>
        done.Match(IResult () => TypedResults.NoContent(), error => error.ToHttpResult());
}
