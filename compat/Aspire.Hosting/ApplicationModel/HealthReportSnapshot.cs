using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The result of one health check.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">The result, or null before the first.</param>
/// <param name="Description">The reason when it is not healthy.</param>
/// <param name="ExceptionText">Always null here: the reason says it.</param>
public sealed record HealthReportSnapshot(
    string Name,
    HealthStatus? Status,
    string? Description,
    string? ExceptionText
);
