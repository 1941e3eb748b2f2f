using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Methods;

public sealed class MethodTests
{
    [Fact]
    public void FullName_ServiceAndMethod_IsThePath() =>
        Assert.Equal("/test.v1.Talks/Listen", TestMethods.ServerStreaming.FullName);

    [Fact]
    public void Properties_EveryPart_IsKept()
    {
        var marshaller = Marshallers.Create(text => Marshallers.StringMarshaller.Serializer(text), _ => "");

        var method = new Method<string, string>(
            MethodType.DuplexStreaming,
            "a.B",
            "C",
            marshaller,
            Marshallers.StringMarshaller
        );

        Assert.Equal((MethodType.DuplexStreaming, "a.B", "C"), (method.Type, method.ServiceName, method.Name));
        Assert.Same(marshaller, method.RequestMarshaller);
        Assert.Same(Marshallers.StringMarshaller, method.ResponseMarshaller);
    }

    [Fact]
    public void Constructor_NullPart_Throws()
    {
        var text = Marshallers.StringMarshaller;

        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(default, null!, "C", text, text));
        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(default, "a.B", null!, text, text));
        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(default, "a.B", "C", null!, text));
        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(default, "a.B", "C", text, null!));
    }

    [Fact]
    public void BindServiceMethodAttribute_GeneratedService_NamesItsBindMethod()
    {
        var attribute = (BindServiceMethodAttribute?)
            Attribute.GetCustomAttribute(typeof(Interop.V1.Interop.InteropBase), typeof(BindServiceMethodAttribute));

        Assert.Equal(typeof(Interop.V1.Interop), attribute?.BindType);
        Assert.Equal("BindService", attribute?.BindMethodName);
    }
}
