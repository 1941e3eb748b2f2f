using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Finds the contract a generated class belongs to.</summary>
internal static class GrpcContracts
{
    /// <summary>The contract of a client class: it is nested in the static class that has the descriptor.</summary>
    public static ServiceDescriptor? OfClient(Type client) => DescriptorOf(client.DeclaringType);

    /// <summary>The contract of a service class: its base class carries the attribute that names the static class.</summary>
    public static ServiceDescriptor? OfService(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } bind)
            {
                return DescriptorOf(bind.BindType);
            }
        }

        return null;
    }

    private static ServiceDescriptor? DescriptorOf(Type? type) =>
        type?.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
}
