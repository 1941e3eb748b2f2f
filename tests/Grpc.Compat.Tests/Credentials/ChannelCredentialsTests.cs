using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Credentials;

public sealed class ChannelCredentialsTests
{
    private readonly RecordingChannelConfigurator _configurator = new();
    private readonly CallCredentials _callCredentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);

    [Fact]
    public void InternalPopulateConfiguration_Insecure_SaysSo()
    {
        var state = new object();

        ChannelCredentials.Insecure.InternalPopulateConfiguration(_configurator, state);

        Assert.Equal("insecure", _configurator.Kind);
        Assert.Same(state, _configurator.State);
    }

    [Fact]
    public void InternalPopulateConfiguration_SecureSsl_NamesNoParts()
    {
        ChannelCredentials.SecureSsl.InternalPopulateConfiguration(_configurator, null);

        Assert.Equal("ssl", _configurator.Kind);
        Assert.Equal([null, null, null], _configurator.Parts);
    }

    [Fact]
    public void InternalPopulateConfiguration_SslWithParts_NamesThem()
    {
        var pair = new KeyCertificatePair("chain", "key");
        VerifyPeerCallback verify = _ => true;

        new SslCredentials("roots", pair, verify).InternalPopulateConfiguration(_configurator, null);

        Assert.Equal(["roots", pair, verify], _configurator.Parts);
    }

    [Fact]
    public void SslCredentials_ShorterConstructors_LeaveTheRestOut()
    {
        var pair = new KeyCertificatePair("chain", "key");

        var credentials = new SslCredentials("roots", pair);

        Assert.Equal(("roots", pair), (credentials.RootCertificates, credentials.KeyCertificatePair));
        Assert.Null(new SslCredentials("roots").KeyCertificatePair);
    }

    [Fact]
    public void Create_SecuredChannel_NamesBothParts()
    {
        var composite = ChannelCredentials.Create(ChannelCredentials.SecureSsl, _callCredentials);

        composite.InternalPopulateConfiguration(_configurator, null);

        Assert.Equal([ChannelCredentials.SecureSsl, _callCredentials], _configurator.Parts);
    }

    [Fact]
    public void Create_InsecureChannel_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            ChannelCredentials.Create(ChannelCredentials.Insecure, _callCredentials)
        );

    [Fact]
    public void Create_CompositeChannel_Throws()
    {
        var composite = ChannelCredentials.Create(ChannelCredentials.SecureSsl, _callCredentials);

        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(composite, _callCredentials));
    }

    [Fact]
    public void KeyCertificatePair_NullPart_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new KeyCertificatePair(null!, "key"));
        Assert.Throws<ArgumentNullException>(() => new KeyCertificatePair("chain", null!));
        Assert.Equal("key", new KeyCertificatePair("chain", "key").PrivateKey);
    }
}
