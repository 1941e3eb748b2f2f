using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>A gRPC service that <c>MapDefaultEndpoints</c> maps.</summary>
internal sealed record GrpcServiceEntry(
    ServiceDescriptor? Contract,
    Func<IEndpointRouteBuilder, GrpcServiceEndpointConventionBuilder> Map
);
