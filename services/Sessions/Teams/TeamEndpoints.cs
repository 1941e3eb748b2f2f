using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Chat.Sessions.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Teams;

/// <summary>The REST edge of teams.</summary>
internal static class TeamEndpoints
{
    private const string Path = "/v1/teams";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var teams = endpoints.MapGroup(Path).WithProblems();
        teams
            .MapGet("", ListAsync)
            .WithSummary("Lists teams")
            .WithDescription("Newest first. Their members: GET /v1/agents?teamId=...")
            .Produces<ListAnswer<TeamAnswer>>()
            .WithProblems(400);
        teams
            .MapPost("", CreateAsync)
            .WithSummary("Creates a team")
            .WithDescription(
                "Needs an admin's token or a secret key. A retry under the same key answers the first result."
            )
            .Produces<TeamAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 409);
        teams.MapGet("{id:guid}", GetAsync).WithSummary("Gets a team").Produces<TeamAnswer>().WithProblems(404);
        teams
            .MapPatch("{id:guid}", UpdateAsync)
            .WithSummary("Changes a team")
            .WithDescription("Needs an admin's token or a secret key. With If-Match only the version it names.")
            .Produces<TeamAnswer>()
            .WithProblems(400, 404, 409, 412);
        teams
            .MapDelete("{id:guid}", DeleteAsync)
            .WithSummary("Deletes a team")
            .WithDescription("Needs an admin's token or a secret key. Its members are in no team then.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404);
    }

    private static async Task<IResult> ListAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        TeamsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await handler.ListAsync(context.GetPrincipal(), page.Value, cancellationToken);
        return found.Match(
            teams =>
                TypedResults.Ok(
                    ListAnswer.Of(teams, page.Value.Limit, TeamAnswer.From, found => found.Team.Id.ToString())
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        TeamsHandler handler,
        CancellationToken cancellationToken
    ) => Answer(context, await handler.FindAsync(context.GetPrincipal(), id, cancellationToken));

    private static async Task<IResult> CreateAsync(
        TeamBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        TeamsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var made = await handler.CreateAsync(context.GetPrincipal(), body, idempotencyKey, cancellationToken);
        return made.Match(
            found => TypedResults.Created($"{Path}/{Tagged(context, found).Team.Id}", TeamAnswer.From(found)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> UpdateAsync(
        Guid id,
        TeamBody body,
        [FromHeader(Name = "If-Match"), Description("The ETag of what was read; left out: any version.")]
            string? ifMatch,
        HttpContext context,
        TeamsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var expected = ExpectedVersion.Parse(ifMatch);
        return Answer(
            context,
            await handler.UpdateAsync(context.GetPrincipal(), id, body, expected, cancellationToken)
        );
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        HttpContext context,
        TeamsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var deleted = await handler.DeleteAsync(context.GetPrincipal(), id, cancellationToken);
        return deleted.Match(IResult () => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static IResult Answer(HttpContext context, Result<TeamWithSize> found) =>
        found.Match(team => TypedResults.Ok(TeamAnswer.From(Tagged(context, team))), error => error.ToHttpResult());

    private static TeamWithSize Tagged(HttpContext context, TeamWithSize found)
    {
        context.Response.Headers.ETag = ExpectedVersion.TagOf(found.Team.Version);
        return found;
    }
}
