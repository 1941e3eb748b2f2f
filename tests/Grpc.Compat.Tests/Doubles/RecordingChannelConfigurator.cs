using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>Keeps what channel credentials say they are.</summary>
internal sealed class RecordingChannelConfigurator : ChannelCredentialsConfiguratorBase
{
    public string? Kind { get; private set; }

    public object? State { get; private set; }

    public IReadOnlyList<object?> Parts { get; private set; } = [];

    public override void SetInsecureCredentials(object? state) => (Kind, State) = ("insecure", state);

    public override void SetSslCredentials(
        object? state,
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback
    ) => (Kind, State, Parts) = ("ssl", state, [rootCertificates, keyCertificatePair, verifyPeerCallback]);

    public override void SetCompositeCredentials(
        object? state,
        ChannelCredentials channelCredentials,
        CallCredentials callCredentials
    ) => (Kind, State, Parts) = ("composite", state, [channelCredentials, callCredentials]);
}
