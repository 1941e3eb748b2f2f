using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Carries the principal from the caller to <see cref="ServiceCallInvoker"/>, which makes it a header.</summary>
internal sealed class PrincipalCredentials(Principal principal) : CallCredentials
{
    public Principal Principal => principal;

    public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
        throw new InvalidOperationException("GrpcCall.As works with clients of AddGrpcClient only.");
}
