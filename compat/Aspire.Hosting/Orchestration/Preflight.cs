using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Infrastructure;

namespace Aspire.Hosting.Orchestration;

/// <summary>Finds what would make a start fail, before anything is started.</summary>
internal static class Preflight
{
    private const int Attempts = 5;
    private static readonly TimeSpan s_attemptTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_attemptInterval = TimeSpan.FromSeconds(1);

    /// <summary>What can be told before anything is touched: waits in a circle, programs that are not installed.</summary>
    /// <exception cref="DistributedApplicationException">The start would fail; the message says why and what to do.</exception>
    public static void RefuseWhatCannotStart(IReadOnlyCollection<IResource> resources)
    {
        DependencyGraph.RefuseWaitCircles(resources);
        NativeInfrastructure.RefuseMissingTools(resources);
    }

    /// <summary>Tries the connection strings that somebody gave.</summary>
    /// <exception cref="DistributedApplicationException">The start would fail; the message says why and what to do.</exception>
    public static async Task RefuseDeadConnectionsAsync(
        IReadOnlyCollection<IResource> resources,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await Task.WhenAll(
            from resource in resources
            let external = ExternalConnectionAnnotation.Find(resource)
            where external is not null
            select RefuseDeadConnectionAsync(resource, external.ConnectionString, time, cancellationToken)
        );
    }

    private static async Task RefuseDeadConnectionAsync(
        IResource resource,
        string connectionString,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        string? reason = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            reason = await TryAsync(resource, connectionString, cancellationToken);
            if (reason is null)
            {
                return;
            }
            await Task.Delay(s_attemptInterval, time, cancellationToken);
        }
        throw new DistributedApplicationException(
            $"The connection string ConnectionStrings:{resource.Name} does not work: {reason}"
        );
    }

    private static async Task<string?> TryAsync(
        IResource resource,
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_attemptTimeout);
        try
        {
            return await ExternalProbe.CheckAsync(resource, connectionString, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {s_attemptTimeout.TotalSeconds} s.";
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return exception.Message;
        }
    }
}
