using System.Net;
using Chat.ServiceDefaults.Health;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults.Tests.Health;

[Trait("Level", "Component")]
public sealed class DrainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_RequestUnderWay_IsToldAndFinished()
    {
        var entered = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        await using var service = await TestService.StartAsync(map: app =>
            app.MapGet(
                    "/slow",
                    async (IDrainSignal drain) =>
                    {
                        await using var telling = drain.Draining.Register(told.SetResult);
                        entered.SetResult();
                        await told.Task.WaitAsync(Cancel);
                        return "finished";
                    }
                )
                .AllowAnonymous()
        );
        var asking = service.Http.GetStringAsync(new Uri("/slow", UriKind.Relative), Cancel);
        await entered.Task.WithTimeout();

        await service.StopAsync().WithTimeout();

        Assert.Equal("finished", await asking.WithTimeout());
    }

    // Who balances must see it before the port is closed: health is what it looks at.
    [Fact]
    public async Task Health_WhileStopping_IsUnhealthy()
    {
        var hold = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using var service = await TestService.StartAsync(map: app =>
            app.MapGet(
                    "/hold",
                    async () =>
                    {
                        entered.SetResult();
                        await hold.Task.WaitAsync(Cancel);
                    }
                )
                .AllowAnonymous()
        );
        Assert.Equal(HealthStatus.Healthy, await CheckAsync(service));
        var holding = service.Http.GetAsync(new Uri("/hold", UriKind.Relative), Cancel);
        await entered.Task.WithTimeout();

        var stopping = service.StopAsync();
        await Eventually.TrueAsync(
            () => service.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested,
            Cancel
        );

        Assert.Equal(HealthStatus.Unhealthy, await CheckAsync(service));
        hold.SetResult();
        using var response = await holding.WithTimeout();
        await stopping.WithTimeout();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HealthStatus> CheckAsync(TestService service) =>
        (await service.Get<HealthCheckService>().CheckHealthAsync(Cancel)).Status;
}
