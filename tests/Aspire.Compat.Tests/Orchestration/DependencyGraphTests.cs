using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class DependencyGraphTests
{
    [Fact]
    public async Task StopOrder_ServicesDatabaseServer_EndsWithTheServer()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var server = builder.AddPostgres("postgres");
        var database = server.AddDatabase("store");
        var back = builder.AddResource(new ProjectResource("back")).WithReference(database).WaitFor(database);
        builder.AddExecutable("front", "sleep", "/", "1").WithReference(back);

        var order = new DependencyGraph(builder.Resources).StopOrder();

        Assert.Equal(["front", "back", "store", "postgres"], order.Select(group => group.Single().Name));
    }

    [Fact]
    public async Task StopOrder_ReferencesInACircle_StopsThemTogether()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var one = builder.AddResource(new ProjectResource("one"));
        var two = builder.AddResource(new ProjectResource("two")).WithReference(one);
        one.WithReference(two);

        var order = new DependencyGraph(builder.Resources).StopOrder();

        Assert.Equal(2, Assert.Single(order).Count);
    }

    [Fact]
    public async Task Of_WaitForDatabase_IncludesItsServer()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var database = builder.AddPostgres("postgres").AddDatabase("store");
        var client = builder.AddExecutable("client", "sleep", "/", "1").WaitFor(database);

        var waits = DependencyWaiter.Of(client.Resource);

        Assert.Equal(["store", "postgres"], waits.Select(wait => wait.Resource.Name));
    }
}
