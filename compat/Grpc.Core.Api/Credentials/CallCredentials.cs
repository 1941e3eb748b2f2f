namespace Grpc.Core;

/// <summary>Credentials that go with a single call. Immutable.</summary>
public abstract class CallCredentials
{
    /// <summary>Several credentials as one; each adds its headers, in this order.</summary>
    /// <exception cref="ArgumentException">There are fewer than two, or one is null.</exception>
    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        if (credentials.Length < 2 || Array.Exists(credentials, part => part is null))
        {
            throw new ArgumentException("At least two credentials are needed, none of them null.", nameof(credentials));
        }
        return new CompositeCallCredentials([.. credentials]);
    }

    /// <summary>Credentials that a delegate adds.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new InterceptorCallCredentials(interceptor);
    }

    /// <summary>Tells a configurator what these credentials are. For engines.</summary>
    /// <param name="state">Passed on to the configurator as it is.</param>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);
}
