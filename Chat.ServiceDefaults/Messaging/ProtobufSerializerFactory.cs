using System.Net.Mime;
using MassTransit;

namespace Chat.ServiceDefaults.Messaging;

internal sealed class ProtobufSerializerFactory : ISerializerFactory
{
    private readonly ProtobufBusSerializer serializer = new();

    public ContentType ContentType => BusProtocol.ContentType;

    public IMessageSerializer CreateSerializer() => serializer;

    public IMessageDeserializer CreateDeserializer() => serializer;
}
