namespace Grpc.Core;

/// <summary>Learns what call credentials are made of. Implemented by engines.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>The credentials are several others.</summary>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>The credentials are added by a delegate.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}
