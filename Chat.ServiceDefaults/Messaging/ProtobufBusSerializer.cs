using System.Net.Mime;
using System.Runtime.Serialization;
using Google.Protobuf;
using MassTransit;
using MassTransit.Serialization;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>
/// Bodies are the bare event; everything else travels in headers, so that any client of the broker can read them.
/// </summary>
internal sealed class ProtobufBusSerializer : IMessageSerializer, IMessageDeserializer
{
    public ContentType ContentType => BusProtocol.ContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        if (context.Message is not IMessage message || EventTypes.NameOf(message.GetType()) is not { } name)
        {
            throw new SerializationException($"{typeof(T)} is not an event of the contracts; only those may be sent.");
        }

        context.Headers.Set(BusProtocol.TypeHeader, name);
        if (context.MessageId is { } id)
        {
            context.Headers.Set(MessageHeaders.MessageId, id.ToString("D"));
        }

        return new BytesMessageBody(message.ToByteArray());
    }

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(
            receiveContext,
            Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress)
        );

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        var name = headers.Get<string>(BusProtocol.TypeHeader);
        return new ProtobufSerializerContext(
            this,
            new RawMessageContext(headers, destinationAddress, RawSerializerOptions.CopyHeaders),
            name,
            body
        );
    }

    public MessageBody GetMessageBody(string text) => new BytesMessageBody(Convert.FromBase64String(text));

    public void Probe(ProbeContext context) =>
        context.CreateScope("protobuf").Add("contentType", BusProtocol.MediaType);
}
