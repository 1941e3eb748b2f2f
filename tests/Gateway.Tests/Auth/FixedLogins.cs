using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Auth;

/// <summary>Agents' logins as a test says they are, without a connection.</summary>
internal sealed class FixedLogins : AgentLogins.AgentLoginsClient
{
    /// <summary>The answer.</summary>
    public Func<ResolveLoginRequest, AgentIdentity> Login { get; set; } = static _ => throw FixedTenants.NotFound();

    /// <summary>What was asked for.</summary>
    public List<ResolveLoginRequest> Requests { get; } = [];

    /// <inheritdoc/>
    public override AsyncUnaryCall<AgentIdentity> ResolveLoginAsync(ResolveLoginRequest request, CallOptions options)
    {
        Requests.Add(request);
        return new(
            Task.Run(() => Login(request)),
            Task.FromResult(new Metadata()),
            static () => Status.DefaultSuccess,
            static () => [],
            static () => { }
        );
    }
}
