using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Which events must reach a queue to count as published.</summary>
internal sealed class EventRoutes
{
    private readonly FrozenSet<string> mandatory;

    public EventRoutes(params ReadOnlySpan<MessageDescriptor> mustBeTaken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var descriptor in mustBeTaken)
        {
            names.Add(descriptor.FullName);
        }

        mandatory = names.ToFrozenSet(StringComparer.Ordinal);
    }

    public bool MustBeTaken(string type) => mandatory.Contains(type);
}
