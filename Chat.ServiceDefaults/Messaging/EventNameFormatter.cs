using MassTransit;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Exchanges are named by the event's full protobuf name.</summary>
internal sealed class EventNameFormatter(IEntityNameFormatter otherwise) : IEntityNameFormatter
{
    public string FormatEntityName<T>() => EventTypes.NameOf(typeof(T)) ?? otherwise.FormatEntityName<T>();
}
