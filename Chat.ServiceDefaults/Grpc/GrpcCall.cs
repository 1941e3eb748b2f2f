using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Options of a call to another service.</summary>
public static class GrpcCall
{
    /// <summary>A call in somebody's name. Only clients of <c>AddGrpcClient</c> understand it.</summary>
    /// <param name="principal">In whose name; the client adds this service's name and sends it as identity token.</param>
    /// <param name="cancellationToken">Cancels the call, on the other side as well.</param>
    /// <param name="deadline">
    /// Time from now in which the call must end; null: the client's default for unary calls, none for streams.
    /// </param>
    /// <returns>The options.</returns>
    public static CallOptions As(Principal principal, CancellationToken cancellationToken, TimeSpan? deadline = null) =>
        new(
            headers: null,
            deadline: deadline is { } time ? TimeProvider.System.GetUtcNow().UtcDateTime + time : null,
            cancellationToken: cancellationToken,
            writeOptions: null,
            propagationToken: null,
            credentials: new PrincipalCredentials(principal)
        );
}
