using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Agents;
using Chat.Sessions.Paging;
using Chat.Sessions.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Teams;

/// <summary>The REST edge of the hierarchy.</summary>
internal static class HierarchyEndpoints
{
    private const int MaxDepth = 100;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var agents = endpoints.MapGroup($"{AgentEndpoints.Path}/{{id:guid}}").WithProblems(404);
        agents
            .MapGet("reports", GetReportsAsync)
            .WithSummary("Lists who reports to an agent")
            .WithDescription("Directly; the first 1,000 by name.")
            .Produces<ListAnswer<SubordinateAnswer>>();
        agents
            .MapGet("team-tree", GetTreeAsync)
            .WithSummary("Lists everybody below an agent")
            .WithDescription("With the depth, nearest first; the first 1,000.")
            .Produces<ListAnswer<SubordinateAnswer>>();
        agents
            .MapPut("hierarchy", PlaceAsync)
            .WithSummary("Puts an agent into the hierarchy and its team")
            .WithDescription(
                "Needs an admin's token or a secret key. Whom it reports to must stand on a higher level, and who reports "
                    + "to it on a lower one. With If-Match only the version it names."
            )
            .Produces<AgentAnswer>()
            .WithProblems(400, 409, 412);
    }

    private static Task<IResult> GetReportsAsync(
        Guid id,
        HttpContext context,
        HierarchyReader reader,
        CancellationToken cancellationToken
    ) => ReadAsync(id, 0, context, reader, cancellationToken);

    private static Task<IResult> GetTreeAsync(
        Guid id,
        HttpContext context,
        HierarchyReader reader,
        CancellationToken cancellationToken
    ) => ReadAsync(id, MaxDepth, context, reader, cancellationToken);

    private static async Task<IResult> ReadAsync(
        Guid id,
        int depth,
        HttpContext context,
        HierarchyReader reader,
        CancellationToken cancellationToken
    )
    {
        var found = await reader.ReadAsync(context.GetPrincipal(), id, depth, cancellationToken);
        return found.Match(
            below =>
                TypedResults.Ok(
                    new ListAnswer<SubordinateAnswer>
                    {
                        Data = [.. below.Take(HierarchyReader.MaxSubordinates).Select(SubordinateAnswer.From)],
                        NextCursor = null,
                        HasMore = below.Count > HierarchyReader.MaxSubordinates,
                    }
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> PlaceAsync(
        Guid id,
        HierarchyBody body,
        [FromHeader(Name = "If-Match"), Description("The ETag of what was read; left out: any version.")]
            string? ifMatch,
        HttpContext context,
        HierarchyHandler handler,
        AgentDirectory directory,
        CancellationToken cancellationToken
    )
    {
        var request = new PlaceAgent(context.GetPrincipal(), id, body, ExpectedVersion.Parse(ifMatch));
        return await AgentEndpoints.AnswerAsync(
            context,
            await handler.HandleAsync(request, cancellationToken),
            directory,
            cancellationToken
        );
    }
}
