using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>A text method of each kind.</summary>
internal static class TestMethods
{
    public static Method<string, string> Unary { get; } = Create(MethodType.Unary, "Ask");

    public static Method<string, string> ClientStreaming { get; } = Create(MethodType.ClientStreaming, "Tell");

    public static Method<string, string> ServerStreaming { get; } = Create(MethodType.ServerStreaming, "Listen");

    public static Method<string, string> DuplexStreaming { get; } = Create(MethodType.DuplexStreaming, "Talk");

    private static Method<string, string> Create(MethodType type, string name) =>
        new(type, "test.v1.Talks", name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);
}
