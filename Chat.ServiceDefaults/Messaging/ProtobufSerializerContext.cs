using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using Google.Protobuf;
using MassTransit;
using MassTransit.Serialization;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>One received message: parsed when a consumer asks for it, once.</summary>
internal sealed class ProtobufSerializerContext(
    ProtobufBusSerializer serializer,
    MessageContext messageContext,
    string? name,
    MessageBody body
) : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, messageContext, EventTypes.SupportedTypes(name))
{
    private IMessage? parsed;

    public override bool TryGetMessage<T>([NotNullWhen(true)] out T? message)
        where T : class
    {
        message = Parse(typeof(T)) as T;
        return message is not null;
    }

    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
    {
        message = Parse(messageType);
        return message is not null;
    }

    public override IMessageSerializer GetMessageSerializer() => serializer;

    public override IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T message) => serializer;

    public override IMessageSerializer GetMessageSerializer(object message, string[] messageTypes) => serializer;

    public override Dictionary<string, object> ToDictionary<T>(T? message)
        where T : class => [];

    private IMessage? Parse(Type type)
    {
        if (name is null || EventTypes.Find(name) is not { } descriptor || !type.IsAssignableFrom(descriptor.ClrType))
        {
            return null;
        }

        try
        {
            return parsed ??= descriptor.Parser.ParseFrom(body.GetBytes());
        }
        catch (InvalidProtocolBufferException exception)
        {
            // MassTransit moves what cannot be read to the error queue.
            throw new SerializationException($"The body is not a {name}.", exception);
        }
    }
}
