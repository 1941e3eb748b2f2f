using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>Keeps what call credentials say they are.</summary>
internal sealed class RecordingCallConfigurator : CallCredentialsConfiguratorBase
{
    public object? State { get; private set; }

    public AsyncAuthInterceptor? Interceptor { get; private set; }

    public IReadOnlyList<CallCredentials>? Parts { get; private set; }

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials) =>
        (State, Parts) = (state, credentials);

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) =>
        (State, Interceptor) = (state, interceptor);
}
