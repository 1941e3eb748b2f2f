using Chat.Gateway.Proxy;
using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace Chat.Gateway.Tests.Proxy;

public sealed class ProxyTimeTests
{
    private static readonly IReadOnlyList<ClusterConfig> Clusters = ProxyConfiguration.Clusters(
        new ConfigurationBuilder().Build()
    );

    // Who waits for a service that waits for its database is told so by the service; who waits for one that hangs is
    // told soon after.
    [Fact]
    public void Clusters_ServiceHangs_AreWaitedForALittleLongerThanItsDatabase()
    {
        var clusters = Clusters.Where(static cluster => !IsForUploads(cluster)).ToList();

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

    // A sender may pause for as long as the service waits for it, which then says that it was too long.
    [Fact]
    public void Clusters_ServiceIsSentAFile_AreWaitedForALittleLongerThanItsSender() =>
        Assert.InRange(
            Assert.Single(Clusters, IsForUploads).HttpRequest!.ActivityTimeout!.Value,
            TimeSpan.FromMinutes(5) + new DatabaseOptions().CommandTimeout,
            TimeSpan.FromMinutes(6)
        );

    [Fact]
    public void Routes_OfUploads_AreThoseThatTakeFiles() =>
        Assert.Equal(
            "sessions PUT /v1/attachments/{id}/content",
            Assert.Single(ProxyConfiguration.Routes, static route => route.ClusterId == "sessions-uploads").RouteId
        );

    private static bool IsForUploads(ClusterConfig cluster) => cluster.ClusterId == "sessions-uploads";
}
