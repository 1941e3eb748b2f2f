using System.ComponentModel;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Settings;

/// <summary>The REST edge of settings: an address for each section, so that each is described with its fields.</summary>
internal static class SettingsEndpoints
{
    // The largest section there can be (500 holidays, 500 tags) has a third of it.
    private const int MaxBodyBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var settings = endpoints
            .MapGroup("/v1/settings")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .WithProblems();
        settings
            .MapGet("", ListAsync)
            .WithSummary("Gets all settings")
            .WithDescription(
                "The ETag changes with every change of any section. 304 without a body when the caller has it."
            )
            .Produces<SettingsAnswer>()
            .Produces(StatusCodes.Status304NotModified);
        settings
            .MapGet("audit", AuditAsync)
            .WithSummary("Lists changes of settings")
            .WithDescription("Who changed what and when, newest first. Needs an admin or a secret key.")
            .Produces<ListAnswer<SettingsChangeAnswer>>()
            .WithProblems(400, 404);
        foreach (var section in SettingsSections.All)
        {
            MapSection(settings, section);
        }
    }

    private static void MapSection(RouteGroupBuilder settings, SettingsSection section)
    {
        var name = section.Name;
        settings
            .MapGet(
                name,
                (
                    [FromHeader(Name = "If-None-Match"), Description("The ETags of what the caller has, or *.")]
                        string? ifNoneMatch,
                    HttpContext context,
                    SettingsStore store,
                    CancellationToken cancellationToken
                ) => GetAsync(section, KnownVersions.Parse(ifNoneMatch), context, store, cancellationToken)
            )
            .WithSummary($"Gets the settings {name}")
            .WithDescription("The ETag names the version. 304 without a body when the caller has it.")
            .Produces(StatusCodes.Status200OK, section.Type)
            .Produces(StatusCodes.Status304NotModified);
        settings
            .MapPut(
                name,
                (
                    SettingsBody body,
                    [FromHeader(Name = "If-Match"), Description("The ETag it was made from, or *.")] string? ifMatch,
                    HttpContext context,
                    UpdateSettingsHandler handler,
                    CancellationToken cancellationToken
                ) =>
                    ChangeAsync(
                        Request(section, context, ifMatch, body.Json, isPatch: false),
                        context,
                        handler,
                        cancellationToken
                    )
            )
            .WithSummary($"Replaces the settings {name}")
            .WithDescription("Fields that are not sent get their default back. Needs an admin or a secret key.")
            .Accepts(section.Type, "application/json")
            .Produces(StatusCodes.Status200OK, section.Type)
            .WithProblems(400, 412, 413, 428);
        settings
            .MapPatch(
                name,
                (
                    SettingsBody body,
                    [FromHeader(Name = "If-Match"), Description("The ETag it was made from, or *.")] string? ifMatch,
                    HttpContext context,
                    UpdateSettingsHandler handler,
                    CancellationToken cancellationToken
                ) =>
                    ChangeAsync(
                        Request(section, context, ifMatch, body.Json, isPatch: true),
                        context,
                        handler,
                        cancellationToken
                    )
            )
            .WithSummary($"Changes the settings {name}")
            .WithDescription(
                "Only the fields sent (RFC 7396); null gives the default back. Needs an admin or a secret key."
            )
            .Accepts(section.Type, "application/json", "application/merge-patch+json")
            .Produces(StatusCodes.Status200OK, section.Type)
            .WithProblems(400, 412, 413, 428);
    }

    private static async Task<IResult> ListAsync(
        [FromHeader(Name = "If-None-Match"), Description("The ETags of what the caller has, or *.")]
            string? ifNoneMatch,
        HttpContext context,
        SettingsStore store,
        CancellationToken cancellationToken
    )
    {
        var principal = context.GetPrincipal();
        if (SettingsAccess.ToRead(principal) is { } forbidden)
        {
            return forbidden.ToHttpResult();
        }

        var snapshot = new SettingsSnapshot(await store.ReadAsync(principal.TenantId, cancellationToken));
        Tag(context, snapshot.Version);
        return KnownVersions.Parse(ifNoneMatch).Include(snapshot.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(SettingsAnswer.From(snapshot));
    }

    // From the store, not from memory: whoever is about to edit wants the version that is there.
    private static async Task<IResult> GetAsync(
        SettingsSection section,
        KnownVersions known,
        HttpContext context,
        SettingsStore store,
        CancellationToken cancellationToken
    )
    {
        var principal = context.GetPrincipal();
        if (SettingsAccess.ToRead(principal) is { } forbidden)
        {
            return forbidden.ToHttpResult();
        }

        var rows = await store.ReadAsync(principal.TenantId, cancellationToken);
        var values = SectionValues.From(section, rows.Find(row => row.Section == section.Name));
        var answer = Answer(values, context);
        return known.Include(values.Version) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : answer;
    }

    private static async Task<IResult> ChangeAsync(
        UpdateSettings request,
        HttpContext context,
        UpdateSettingsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var changed = await handler.HandleAsync(request, cancellationToken);
        return changed.Match(values => Answer(values, context), error => error.ToHttpResult());
    }

    private static async Task<IResult> AuditAsync(
        [Description("Only those of one section.")] string? section,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListSettingsChangesHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await handler.HandleAsync(context.GetPrincipal(), section, page.Value, cancellationToken);
        return found.Match(
            changes =>
                TypedResults.Ok(
                    ListAnswer.Of(changes, page.Value.Limit, SettingsChangeAnswer.From, change => change.Id.ToString())
                ),
            error => error.ToHttpResult()
        );
    }

    private static UpdateSettings Request(
        SettingsSection section,
        HttpContext context,
        string? ifMatch,
        JsonElement body,
        bool isPatch
    ) =>
        new()
        {
            Principal = context.GetPrincipal(),
            Section = section,
            ExpectedVersion = ExpectedVersion.Parse(ifMatch),
            Body = body,
            IsPatch = isPatch,
        };

    private static IResult Answer(SectionValues values, HttpContext context)
    {
        Tag(context, values.Version);
        return TypedResults.Json(values.Section.ToJson(values.Values), SettingsJson.Options);
    }

    private static void Tag(HttpContext context, long version)
    {
        context.Response.Headers.ETag = ExpectedVersion.TagOf(version);
        context.Response.Headers.CacheControl = "no-store";
    }
}
