using Chat.ServiceDefaults.Egress;

namespace Chat.ServiceDefaults.Tests.Egress;

public sealed class EgressTargetTests
{
    private static readonly EgressOptions Strict = new();
    private static readonly EgressOptions Lenient = new() { AllowInsecure = true, AllowPrivateNetworks = true };

    [Theory]
    [InlineData("https://example.com/hooks")]
    [InlineData("https://example.com:8443/hooks?a=b")]
    [InlineData("https://1.1.1.1/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    public void FaultOf_PublicHttps_ReturnsNull(string url) => Assert.Null(EgressTarget.FaultOf(url, Strict));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/")]
    [InlineData("http://example.com/")]
    [InlineData("https://example.com/\0")]
    [InlineData("https://example.com/\n")]
    [InlineData("https://user@example.com/")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    public void FaultOf_ForbiddenTarget_NamesTheFault(string? url) => Assert.NotNull(EgressTarget.FaultOf(url, Strict));

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/")]
    public void FaultOf_DevelopmentSwitchesOn_ReturnsNull(string url) =>
        Assert.Null(EgressTarget.FaultOf(url, Lenient));

    [Fact]
    public void FaultOf_CredentialsWithSwitchesOn_NamesTheFault() =>
        Assert.NotNull(EgressTarget.FaultOf("http://user:secret@localhost/", Lenient));
}
