using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Holds a resource back until those it waits for are ready.</summary>
internal sealed class DependencyWaiter(ResourceNotificationService notifications)
{
    /// <summary>The property that names what an instance waits for.</summary>
    public const string WaitingForProperty = "waiting.for";

    public async Task WaitAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var waits = Of(instance.Resource);
        if (waits.Count == 0)
        {
            return;
        }
        var pending = waits.Select(wait => wait.Resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Publish(instance, pending);
        await Task.WhenAll(
            waits.Select(async wait =>
            {
                await WaitAsync(instance, wait, cancellationToken);
                lock (pending)
                {
                    pending.Remove(wait.Resource.Name);
                    Publish(instance, pending);
                }
            })
        );
    }

    /// <summary>What the resource waits for; whoever waits for a part waits for the whole too.</summary>
    public static IReadOnlyList<WaitAnnotation> Of(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToList();
        var wholes = waits
            .Where(wait => wait.WaitType == WaitType.WaitUntilHealthy)
            .Select(wait => wait.Resource)
            .Append(resource)
            .OfType<IResourceWithParent>()
            .Where(part => ExternalConnectionAnnotation.Find(part) is null)
            .Select(part => part.Parent)
            .Distinct()
            .Where(whole => waits.TrueForAll(wait => wait.Resource != whole))
            .Select(whole => new WaitAnnotation(whole, WaitType.WaitUntilHealthy));
        return [.. waits, .. wholes];
    }

    private async Task WaitAsync(ResourceInstance instance, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var reached = await notifications.WaitUntilAsync(
            wait.Resource.Name,
            events => events.TrueForAll(e => IsReady(e.Snapshot, wait.WaitType)) ? events : null,
            cancellationToken
        );
        var wrongExit = reached.Find(e =>
            wait.WaitType == WaitType.WaitForCompletion && e.Snapshot.ExitCode != wait.ExitCode
        );
        if (wrongExit is not null)
        {
            throw new DistributedApplicationException(
                $"'{instance.Id}' waited for '{wrongExit.ResourceId}' to end with exit code {wait.ExitCode}, "
                    + $"but it ended with {wrongExit.Snapshot.ExitCode}."
            );
        }
    }

    private static bool IsReady(CustomResourceSnapshot snapshot, WaitType type) =>
        type switch
        {
            WaitType.WaitUntilHealthy => snapshot.IsHealthy,
            WaitType.WaitForCompletion => snapshot.IsTerminal,
            _ => snapshot.StateText == KnownResourceStates.Running || snapshot.StateText == KnownResourceStates.Active,
        };

    private void Publish(ResourceInstance instance, HashSet<string> pending)
    {
        var names = pending.Count == 0 ? null : string.Join(", ", pending.Order(StringComparer.Ordinal));
        notifications.Publish(
            instance.Resource,
            instance.Id,
            snapshot => snapshot.WithProperty(WaitingForProperty, names)
        );
    }
}
