using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Server;

/// <summary>Binding itself is internal to the engines; <see cref="ServerEngineTests"/> goes through it.</summary>
public sealed class ServerServiceDefinitionTests
{
    [Fact]
    public void AddMethod_TheSameNameTwice_Throws()
    {
        var builder = ServerServiceDefinition
            .CreateBuilder()
            .AddMethod(TestMethods.Unary, (request, _) => Task.FromResult(request));

        Assert.Throws<ArgumentException>(() =>
            builder.AddMethod(TestMethods.Unary, (request, _) => Task.FromResult(request))
        );
    }

    [Fact]
    public void ServiceBinderBase_WhatIsNotOverridden_IsNotImplemented()
    {
        var binder = new IdleBinder();

        Assert.Throws<NotImplementedException>(() =>
            binder.AddMethod(TestMethods.Unary, (UnaryServerMethod<string, string>?)null)
        );
        Assert.Throws<NotImplementedException>(() =>
            binder.AddMethod(TestMethods.ClientStreaming, (ClientStreamingServerMethod<string, string>?)null)
        );
        Assert.Throws<NotImplementedException>(() =>
            binder.AddMethod(TestMethods.ServerStreaming, (ServerStreamingServerMethod<string, string>?)null)
        );
        Assert.Throws<NotImplementedException>(() =>
            binder.AddMethod(TestMethods.DuplexStreaming, (DuplexStreamingServerMethod<string, string>?)null)
        );
    }

    private sealed class IdleBinder : ServiceBinderBase;
}
