namespace Chat.Gateway.Tests.ClientAddresses;

/// <summary>Nobody between the client and the gateway is known.</summary>
public sealed class ClaimedSchemeTests : ForwardedSchemeTests
{
    [Fact]
    public async Task Forwarded_ByAnybody_IsIgnored() => Assert.Equal("http http", await SchemesAsync());
}
