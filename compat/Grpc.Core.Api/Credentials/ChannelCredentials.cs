namespace Grpc.Core;

/// <summary>How a channel is secured. Immutable.</summary>
public abstract class ChannelCredentials
{
    /// <summary>Plain text, for networks that are trusted as a whole.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureChannelCredentials();

    /// <summary>TLS with the machine's trusted roots.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    /// <summary>True when call credentials may be added to these.</summary>
    internal virtual bool IsComposable => false;

    /// <summary>Channel credentials that add call credentials to every call.</summary>
    /// <exception cref="ArgumentException">The channel is not secured, so that they would travel in plain text.</exception>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        if (!channelCredentials.IsComposable)
        {
            throw new ArgumentException(
                "Call credentials can only be added to a secured channel.",
                nameof(channelCredentials)
            );
        }
        return new CompositeChannelCredentials(channelCredentials, callCredentials);
    }

    /// <summary>Tells a configurator what these credentials are. For engines.</summary>
    /// <param name="state">Passed on to the configurator as it is.</param>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);
}
