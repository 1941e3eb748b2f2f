using System.Net.Security;
using Chat.ServiceDefaults.Messaging;
using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.Tests.Messaging;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("amqp://guest:guest@localhost:5672")]
    [InlineData("amqps://user:p%40ss@broker.example/vhost")]
    public void Of_BrokersAddress_IsIt(string text) =>
        Assert.Equal(new Uri(text), BrokerAddress.Of(Configuration(text)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost:5672")]
    [InlineData("http://localhost:5672")]
    [InlineData("host=localhost;password=hunter2")]
    public void Of_AnythingElse_SaysWhatToSetAndNotWhatItWas(string? text)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => BrokerAddress.Of(Configuration(text)));

        Assert.Contains("ConnectionStrings:messaging", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(string? text) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:messaging"] = text }
            )
            .Build();

    [Theory]
    [InlineData("amqp://broker.example", 5672)]
    [InlineData("amqps://broker.example/vhost", 5671)]
    [InlineData("amqps://broker.example:5672", 5672)]
    [InlineData("amqp://broker.example:5673", 5673)]
    public void PortOf_Broker_IsTheOneItNamesElseItsSchemes(string broker, int port) =>
        Assert.Equal(port, BrokerAddress.PortOf(new Uri(broker)));

    [Fact]
    public void FactoryOf_OverTls_LetsNoCertificatePassThatIsNotTheBrokers()
    {
        var tls = BrokerAddress.FactoryOf(new Uri("amqps://broker.example"), "a service").Ssl;

        Assert.True(tls.Enabled);
        Assert.Equal("broker.example", tls.ServerName);
        Assert.Equal(SslPolicyErrors.None, tls.AcceptablePolicyErrors);
    }
}
