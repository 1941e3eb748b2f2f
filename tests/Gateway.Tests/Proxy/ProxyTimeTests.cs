using Chat.Gateway.Proxy;
using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Configuration;

namespace Chat.Gateway.Tests.Proxy;

public sealed class ProxyTimeTests
{
    // Who waits for a service that waits for its database is told so by the service; who waits for one that hangs is
    // told soon after.
    [Fact]
    public void Clusters_ServiceHangs_AreWaitedForALittleLongerThanItsDatabase()
    {
        var clusters = ProxyConfiguration.Clusters(new ConfigurationBuilder().Build());

        Assert.NotEmpty(clusters);
        var database = new DatabaseOptions().CommandTimeout;
        Assert.All(
            clusters,
            cluster =>
                Assert.InRange(
                    cluster.HttpRequest!.ActivityTimeout!.Value,
                    database + TimeSpan.FromSeconds(3),
                    database + TimeSpan.FromSeconds(5)
                )
        );
    }
}
