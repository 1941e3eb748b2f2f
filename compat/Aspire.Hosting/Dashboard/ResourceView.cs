using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dashboard;

/// <summary>An instance of a resource, as the page shows it. Secrets were masked before they got here.</summary>
internal sealed record ResourceView
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string State { get; init; }

    /// <summary>Healthy, Unhealthy, or null when there is no answer yet.</summary>
    public string? Health { get; init; }

    /// <summary>What it waits for, why it is not healthy, or why it could not be started.</summary>
    public string? Reason { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? StartedAt { get; init; }

    public required IReadOnlyDictionary<string, string?> Properties { get; init; }

    public required IReadOnlyList<UrlSnapshot> Urls { get; init; }

    public required IReadOnlyList<EnvironmentVariableSnapshot> Environment { get; init; }

    public required IReadOnlyList<string> Commands { get; init; }

    public static ResourceView From(ResourceEvent resourceEvent)
    {
        var snapshot = resourceEvent.Snapshot;
        return new ResourceView
        {
            Id = resourceEvent.ResourceId,
            Type = snapshot.ResourceType,
            State = snapshot.StateText ?? KnownResourceStates.NotStarted,
            Health = snapshot.HealthStatus?.ToString(),
            Reason = ReasonOf(snapshot),
            ExitCode = snapshot.ExitCode,
            StartedAt = snapshot.StartTimeStamp,
            Properties = snapshot.Properties.ToDictionary(
                property => property.Name,
                property => property.Value?.ToString(),
                StringComparer.Ordinal
            ),
            Urls = snapshot.Urls,
            Environment = snapshot.EnvironmentVariables,
            Commands = CommandsFor(resourceEvent, snapshot),
        };
    }

    private static string? ReasonOf(CustomResourceSnapshot snapshot)
    {
        if (Property(snapshot, DependencyWaiter.WaitingForProperty) is { } waiting)
        {
            return $"waits for {waiting}";
        }
        return snapshot.HealthReports.FirstOrDefault()?.Description ?? Property(snapshot, "reason");
    }

    private static string? Property(CustomResourceSnapshot snapshot, string name) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value?.ToString();

    private static string[] CommandsFor(ResourceEvent resourceEvent, CustomResourceSnapshot snapshot) =>
        resourceEvent.Resource is PostgresDatabaseResource || snapshot.StateText == KnownResourceStates.Active ? []
        : snapshot.IsTerminal || snapshot.StateText == KnownResourceStates.NotStarted
            ? [KnownResourceCommands.StartCommand]
        : [KnownResourceCommands.StopCommand, KnownResourceCommands.RestartCommand];
}
