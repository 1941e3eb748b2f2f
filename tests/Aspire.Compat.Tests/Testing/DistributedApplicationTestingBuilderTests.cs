using Aspire.Hosting.State;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.Testing;

public sealed class DistributedApplicationTestingBuilderTests
{
    [Fact]
    public async Task CreateAsync_ProgramOfAnAppHost_GivesWhatItDescribes()
    {
        await using var builder = await CreateAsync();

        Assert.Equal(["redis", "postgres", "sleeper", "stubborn"], builder.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task CreateAsync_Arguments_ReachTheProgramsConfiguration()
    {
        await using var builder = await CreateAsync("--ConnectionStrings:redis=elsewhere:6379");

        Assert.Equal("elsewhere:6379", builder.Configuration["ConnectionStrings:redis"]);
    }

    [Fact]
    public async Task CreateAsync_Twice_KeepsTheirStateApart()
    {
        await using var first = await CreateAsync();
        await using var second = await CreateAsync();

        Assert.NotEqual(StateLocation.Find(first.Configuration), StateLocation.Find(second.Configuration));
    }

    [Fact]
    public async Task StartAsync_BuiltApplication_RunsItAndLeavesNoState()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        string state;
        await using (var builder = await CreateAsync())
        {
            state = StateLocation.Find(builder.Configuration);
            builder.Resources.Remove(builder.Resources.Single(resource => resource.Name == "stubborn"));
            await using var app = await builder.BuildAsync(timeout.Token);
            await app.StartAsync(timeout.Token);

            await app.ResourceNotifications.WaitForResourceHealthyAsync("sleeper", timeout.Token);

            Assert.StartsWith(
                "127.0.0.1:",
                await app.GetConnectionStringAsync("redis", timeout.Token),
                StringComparison.Ordinal
            );
        }
        Assert.False(Directory.Exists(state));
    }

    [Fact]
    public async Task GetEndpoint_UnknownResource_IsRefused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);

        Assert.Throws<ArgumentException>(() => app.GetEndpoint("nobody"));
    }

    private static Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] args) =>
        DistributedApplicationTestingBuilder.CreateAsync<global::Projects.Aspire_Compat_AppHost>(
            args,
            TestContext.Current.CancellationToken
        );
}
