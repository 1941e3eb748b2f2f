using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Inference.Ledger;

/// <summary>The REST edge of the ledger; for the tenant's servers (secret keys) only.</summary>
internal static class UsageEndpoints
{
    private static readonly Forbidden SecretKeyNeeded = new(
        "secret_key_required",
        "Usage is shown to the tenant's secret keys only."
    );

    /// <summary>Maps <c>GET /v1/usage</c> and <c>GET /v1/usage/records</c>.</summary>
    public static void MapLedger(this IEndpointRouteBuilder endpoints)
    {
        var usage = endpoints.MapGroup("/v1/usage").AddEndpointFilter(DemandSecretKeyAsync);
        usage
            .MapGet("", TotalsAsync)
            .WithSummary("Sums up what replies cost")
            .Produces<UsageTotals>()
            .WithProblems(400);
        usage
            .MapGet("/records", RecordsAsync)
            .WithSummary("Lists what each reply cost")
            .Produces<UsagePage>()
            .WithProblems(400);
    }

    private static ValueTask<object?> DemandSecretKeyAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    ) =>
        invocation.HttpContext.GetPrincipal().Kind == PrincipalKind.SecretKey
            ? next(invocation)
            : ValueTask.FromResult<object?>(SecretKeyNeeded.ToHttpResult());

    private static async Task<IResult> TotalsAsync(
        [Description("First day, UTC; default: 29 days before the last one.")] DateOnly? from,
        [Description("Last day, UTC; default: today. At most 366 days after the first.")] DateOnly? to,
        HttpContext context,
        UsageReports reports,
        CancellationToken cancellationToken
    )
    {
        var totals = await reports.TotalsAsync(context.GetPrincipal().TenantId, from, to, cancellationToken);
        return totals.Match(
            days => TypedResults.Ok(new UsageTotals(days, null, HasMore: false)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> RecordsAsync(
        [Description("Where the page before ended: its nextCursor.")] string? cursor,
        [Description("Records to give; 1 to 100, default 20.")] int? limit,
        HttpContext context,
        UsageReports reports,
        CancellationToken cancellationToken
    )
    {
        var page = await reports.RecordsAsync(context.GetPrincipal().TenantId, cursor, limit ?? 20, cancellationToken);
        return page.Match(records => TypedResults.Ok(records), error => error.ToHttpResult());
    }
}
