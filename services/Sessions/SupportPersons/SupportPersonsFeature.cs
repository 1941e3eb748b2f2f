using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;

namespace Chat.Sessions.SupportPersons;

/// <summary>Whom visitors can choose.</summary>
internal static class SupportPersonsFeature
{
    public static IHostApplicationBuilder AddSupportPersons(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ListSupportPersonsHandler>();
        return builder;
    }

    public static void MapSupportPersons(this WebApplication app) =>
        app.MapGet("/v1/support-persons", ListAsync)
            .WithSummary("Lists whom a visitor can choose")
            .WithDescription(
                "Public agents who are online and have room, while the setting visitorAgentSelection is on. Any key or token "
                    + "will do."
            )
            .Produces<ListAnswer<SupportPersonAnswer>>()
            .WithProblems(400);

    private static async Task<IResult> ListAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListSupportPersonsHandler handler,
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
            cards =>
                TypedResults.Ok(
                    ListAnswer.Of(cards, page.Value.Limit, SupportPersonAnswer.From, card => card.Id.ToString())
                ),
            error => error.ToHttpResult()
        );
    }
}
