using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Who needs whom.</summary>
internal sealed class DependencyGraph
{
    private readonly Dictionary<IResource, HashSet<IResource>> _needs = [];

    public DependencyGraph(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            _needs[resource] =
            [
                .. DependencyWaiter.Of(resource).Select(wait => wait.Resource),
                .. resource.Annotations.OfType<ReferenceAnnotation>().Select(reference => reference.Resource),
            ];
        }
    }

    /// <exception cref="DistributedApplicationException">Resources wait for each other in a circle.</exception>
    public static void RefuseWaitCircles(IEnumerable<IResource> resources)
    {
        var finished = new HashSet<IResource>();
        foreach (var resource in resources)
        {
            Visit(resource, [], finished);
        }
    }

    /// <summary>Groups in the order to stop them: nobody still running needs a member of the first.</summary>
    /// <remarks>References may form a circle; what is left then makes one group.</remarks>
    public IReadOnlyList<IReadOnlyList<IResource>> StopOrder()
    {
        var groups = new List<IReadOnlyList<IResource>>();
        var left = _needs.Keys.ToHashSet();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(resource => _needs[resource].Where(n => n != resource)).ToHashSet();
            var free = left.Where(resource => !needed.Contains(resource)).ToList();
            var group = free.Count > 0 ? free : [.. left];
            groups.Add(group);
            left.ExceptWith(group);
        }
        return groups;
    }

    private static void Visit(IResource resource, List<IResource> path, HashSet<IResource> finished)
    {
        if (path.Contains(resource))
        {
            var circle = path.Append(resource).SkipWhile(r => r != resource).Select(r => r.Name);
            throw new DistributedApplicationException(
                $"These resources wait for each other in a circle: {string.Join(" -> ", circle)}."
            );
        }
        if (!finished.Contains(resource))
        {
            path.Add(resource);
            foreach (var wait in DependencyWaiter.Of(resource))
            {
                Visit(wait.Resource, path, finished);
            }
            path.RemoveAt(path.Count - 1);
            finished.Add(resource);
        }
    }
}
