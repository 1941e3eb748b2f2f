namespace Chat.Gateway.Tests.ClientAddresses;

/// <summary>Behind a proxy that is known.</summary>
public sealed class TrustedSchemeTests : ForwardedSchemeTests
{
    protected override (string Name, string Value)[] Settings => [.. base.Settings, ("Proxies:Trusted:0", "127.0.0.1")];

    [Fact]
    public async Task Forwarded_ByATrustedProxy_IsTheScheme() => Assert.Equal("https https", await SchemesAsync());
}
