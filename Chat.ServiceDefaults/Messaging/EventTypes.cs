using System.Collections.Frozen;
using Chat.Contracts.Events.V1;
using Google.Protobuf.Reflection;
using MassTransit;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>The events of the contracts, by full protobuf name and by class.</summary>
internal static class EventTypes
{
    private static readonly FrozenDictionary<string, MessageDescriptor> ByName =
        EventsReflection.Descriptor.MessageTypes.ToFrozenDictionary(type => type.FullName, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, MessageDescriptor> ByClass =
        EventsReflection.Descriptor.MessageTypes.ToFrozenDictionary(type => type.ClrType);

    private static readonly FrozenDictionary<string, string[]> Urns = ByName.ToFrozenDictionary(
        pair => pair.Key,
        pair => new[] { MessageUrn.ForTypeString(pair.Value.ClrType) },
        StringComparer.Ordinal
    );

    public static IEnumerable<Type> Classes => ByClass.Keys;

    public static MessageDescriptor? Find(string name) => ByName.GetValueOrDefault(name);

    public static string? NameOf(Type type) => ByClass.GetValueOrDefault(type)?.FullName;

    /// <summary>The types a consumer may ask a message of this name for.</summary>
    public static string[] SupportedTypes(string? name) =>
        name is not null && Urns.TryGetValue(name, out var urns) ? urns : [];
}
