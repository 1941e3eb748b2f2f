using System.Text;
using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Serialization;

public sealed class MarshallerTests
{
    private const string Umlaut = "gr\u00fc\u00df";

    [Fact]
    public void Serializer_FromContextFunctions_IsNotThere()
    {
        var marshaller = Marshallers.Create<string>(
            (message, context) => context.Complete(Encoding.UTF8.GetBytes(message)),
            context => Encoding.UTF8.GetString(context.PayloadAsNewBuffer())
        );

        Assert.Throws<NotImplementedException>(() => marshaller.Serializer("text"));
        Assert.Throws<NotImplementedException>(() => marshaller.Deserializer([1]));
    }

    [Fact]
    public void ContextualSerializer_FromContextFunctions_IsTheGivenOne()
    {
        Action<string, SerializationContext> serializer = (_, context) => context.Complete([1]);
        Func<DeserializationContext, string> deserializer = context =>
            Encoding.UTF8.GetString(context.PayloadAsReadOnlySequence());

        var marshaller = new Marshaller<string>(serializer, deserializer);

        Assert.Same(serializer, marshaller.ContextualSerializer);
        Assert.Same(deserializer, marshaller.ContextualDeserializer);
    }

    [Fact]
    public void ContextualSerializer_FromArrayFunctions_CompletesWithTheArray()
    {
        var context = new ArrayContext();

        Marshallers.StringMarshaller.ContextualSerializer(Umlaut, context);

        Assert.Equal(Encoding.UTF8.GetBytes(Umlaut), context.Payload);
    }

    [Fact]
    public void ContextualDeserializer_FromArrayFunctions_TakesANewBuffer()
    {
        var context = new PayloadContext(Encoding.UTF8.GetBytes(Umlaut));

        Assert.Equal(Umlaut, Marshallers.StringMarshaller.ContextualDeserializer(context));
    }

    [Fact]
    public void Deserializer_FromArrayFunctions_IsTheGivenOne()
    {
        Func<string, byte[]> serializer = Encoding.UTF8.GetBytes;
        Func<byte[], string> deserializer = Encoding.UTF8.GetString;

        var marshaller = Marshallers.Create(serializer, deserializer);

        Assert.Same(serializer, marshaller.Serializer);
        Assert.Same(deserializer, marshaller.Deserializer);
    }

    [Fact]
    public void Constructor_NullFunction_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new Marshaller<string>(null!, (byte[] _) => ""));
        Assert.Throws<ArgumentNullException>(() => new Marshaller<string>(_ => [], null!));
        Assert.Throws<ArgumentNullException>(() => new Marshaller<string>(null!, (DeserializationContext _) => ""));
        Assert.Throws<ArgumentNullException>(() => new Marshaller<string>((_, _) => { }, null!));
    }
}
