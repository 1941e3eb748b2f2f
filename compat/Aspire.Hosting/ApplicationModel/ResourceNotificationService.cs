using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells what becomes of the resources.</summary>
/// <remarks>
/// Readers see the latest state of each instance, not each step to it: a reader holds only the version it saw last,
/// so a slow one costs no memory.
/// </remarks>
public sealed class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _latest = new(StringComparer.OrdinalIgnoreCase);
    private TaskCompletionSource _changed = NewSignal();
    private long _version;

    /// <summary>Without a dashboard nobody can start a stopped resource again, so waiters give up.</summary>
    internal WaitBehavior DefaultWaitBehavior { get; init; } = WaitBehavior.WaitOnResourceUnavailable;

    /// <summary>Reads the latest state of every instance, and then each change.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The states.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var seen = 0L;
        while (true)
        {
            var (events, changed) = Read(seen);
            foreach (var resourceEvent in events)
            {
                seen = resourceEvent.Version;
                yield return resourceEvent;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The latest state of an instance.</summary>
    /// <param name="resourceId">The instance, or the resource's name for its first instance.</param>
    /// <param name="resourceEvent">The state.</param>
    /// <returns>Whether there is such an instance.</returns>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            resourceEvent =
                _latest.GetValueOrDefault(resourceId) ?? OfResourceUnsynchronized(resourceId).FirstOrDefault();
        }
        return resourceEvent is not null;
    }

    /// <summary>Waits until the resource is in a state.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetState">The state; null for running.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is.</returns>
    public Task WaitForResourceAsync(
        string resourceName,
        string? targetState = null,
        CancellationToken cancellationToken = default
    ) => WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until the resource is in one of several states.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state it reached.</returns>
    public async Task<string> WaitForResourceAsync(
        string resourceName,
        IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default
    )
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.StateText is { } text && states.Contains(text),
            cancellationToken
        );
        return reached.Snapshot.StateText!;
    }

    /// <summary>Waits until an instance of the resource fulfils a condition.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The instance that did.</returns>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName,
        Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default
    )
    {
        var found = await WaitUntilAsync(
            resourceName,
            events => events.FirstOrDefault(predicate) is { } e ? [e] : null,
            cancellationToken
        );
        return found[0];
    }

    /// <summary>Waits until every instance of the resource runs and is healthy.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first instance.</returns>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        CancellationToken cancellationToken = default
    ) => WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <summary>Waits until every instance of the resource runs and is healthy.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="waitBehavior">What to do when the resource stopped for good.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first instance.</returns>
    /// <exception cref="DistributedApplicationException">It stopped for good.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        WaitBehavior waitBehavior,
        CancellationToken cancellationToken = default
    )
    {
        var found = await WaitUntilAsync(
            resourceName,
            events =>
            {
                if (waitBehavior == WaitBehavior.StopOnResourceUnavailable)
                {
                    ThrowIfUnavailable(events);
                }
                return events.TrueForAll(e => e.Snapshot.IsHealthy) ? events : null;
            },
            cancellationToken
        );
        return found[0];
    }

    /// <summary>Waits until the instances of a resource give a result; <paramref name="select"/> runs on each change.</summary>
    internal async Task<List<ResourceEvent>> WaitUntilAsync(
        string resourceName,
        Func<List<ResourceEvent>, List<ResourceEvent>?> select,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            List<ResourceEvent> events;
            Task changed;
            lock (_lock)
            {
                events = OfResourceUnsynchronized(resourceName);
                changed = _changed.Task;
            }
            if (events.Count > 0 && select(events) is { } result)
            {
                return result;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    internal void Publish(
        IResource resource,
        string resourceId,
        Func<CustomResourceSnapshot, CustomResourceSnapshot> change
    )
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            var current = _latest.TryGetValue(resourceId, out var latest) ? latest.Snapshot : Initial(resource);
            var next = change(current);
            if (latest is not null && ReferenceEquals(next, current))
            {
                return;
            }
            _latest[resourceId] = new ResourceEvent(resource, resourceId, next) { Version = ++_version };
            signal = _changed;
            _changed = NewSignal();
        }
        signal.SetResult();
    }

    internal IReadOnlyList<ResourceEvent> Current()
    {
        lock (_lock)
        {
            return [.. _latest.Values];
        }
    }

    private static void ThrowIfUnavailable(List<ResourceEvent> events)
    {
        var gone = events.Find(e => e.Snapshot.IsTerminal);
        if (gone is not null)
        {
            throw new DistributedApplicationException(
                $"Resource '{gone.ResourceId}' is {gone.Snapshot.StateText} and will not become healthy by itself."
            );
        }
    }

    private static CustomResourceSnapshot Initial(IResource resource) =>
        new()
        {
            ResourceType = resource.GetType().Name.Replace("Resource", string.Empty, StringComparison.Ordinal),
            Properties = [],
        };

    // Continuations must not run inside Publish, whose caller may hold a lock of its own.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What changed after a version, oldest change first, and a task that ends with the next change.</summary>
    internal (List<ResourceEvent> Events, Task Changed) Read(long seen)
    {
        lock (_lock)
        {
            return ([.. _latest.Values.Where(e => e.Version > seen).OrderBy(e => e.Version)], _changed.Task);
        }
    }

    private List<ResourceEvent> OfResourceUnsynchronized(string resourceName) =>
        [
            .. _latest.Values.Where(e =>
                string.Equals(e.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase)
            ),
        ];
}
