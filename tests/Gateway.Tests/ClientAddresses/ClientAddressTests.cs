using System.Net;
using Chat.Gateway.ClientAddresses;
using Microsoft.AspNetCore.Http;

namespace Chat.Gateway.Tests.ClientAddresses;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    public void Of_Address_IsTheClientsOrNobodys(string address, string? expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);

        Assert.Equal(expected, ClientAddress.Of(context));
    }

    [Fact]
    public void Validate_NeitherAddressNorNetwork_IsNamed()
    {
        var result = new ProxiesOptionsValidator().Validate(
            null,
            new ProxiesOptions { Trusted = ["10.0.0.0/8", "proxy"] }
        );

        Assert.Contains("'proxy'", result.FailureMessage);
    }
}
