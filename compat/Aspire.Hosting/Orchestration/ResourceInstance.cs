using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>One process of a resource, with the ports it binds.</summary>
internal sealed class ResourceInstance(IResource resource, int index, int count)
{
    public IResource Resource { get; } = resource;

    /// <summary>The resource's name, with a number when there are replicas.</summary>
    public string Id { get; } =
        count == 1 ? resource.Name : string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{index}");

    public int Index { get; } = index;

    /// <summary>Endpoint name to the port this process binds.</summary>
    public Dictionary<string, int> Ports { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this process hangs.</summary>
    public InstanceSilence Silence { get; } = new();
}
