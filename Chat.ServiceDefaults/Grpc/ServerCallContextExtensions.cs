using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>The caller of a gRPC method.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>Who is calling, as the identity token said.</summary>
    /// <param name="context">The call.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="InvalidOperationException">The method allows anonymous callers and this is one.</exception>
    public static Principal GetPrincipal(this ServerCallContext context) => context.GetHttpContext().GetPrincipal();
}
