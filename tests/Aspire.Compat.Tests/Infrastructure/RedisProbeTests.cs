using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Infrastructure;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.Infrastructure;

/// <summary>The notations in which others give their Redis.</summary>
[Trait("Level", "Component")]
public sealed class RedisProbeTests
{
    [Fact]
    public async Task CheckAsync_FirstOfSeveralIsDown_IsContentWithTheOther()
    {
        await using var test = await TestApp.StartAsync(app => app.AddRedis("redis"));
        await test.HealthyAsync("redis");
        var connectionString = await test.App.GetConnectionStringAsync("redis", test.Token);

        Assert.Null(await RedisProbe.CheckAsync("127.0.0.1:1," + connectionString, test.Token));
    }

    [Fact]
    public async Task CheckAsync_WrongPassword_SaysSo()
    {
        await using var test = await TestApp.StartAsync(app => app.AddRedis("redis"));
        await test.HealthyAsync("redis");
        var address = (await test.App.GetConnectionStringAsync("redis", test.Token))!.Split(',')[0];

        var reason = await RedisProbe.CheckAsync(address + ",password=wrong", test.Token);

        Assert.Contains("WRONGPASS", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_BehindSentinel_AsksTheOneItNames()
    {
        await using var test = await TestApp.StartAsync(app => app.AddRedis("redis"));
        await test.HealthyAsync("redis");
        var parts = (await test.App.GetConnectionStringAsync("redis", test.Token))!.Split(',');
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("sentinel");
        var configuration = Path.Combine(folder.FullName, "sentinel.conf");
        await File.WriteAllLinesAsync(
            configuration,
            [
                $"port {port}",
                "bind 127.0.0.1",
                $"sentinel monitor main 127.0.0.1 {parts[0].Split(':')[1]} 1",
                $"sentinel auth-pass main {parts[1].Split('=', 2)[1]}",
            ],
            test.Token
        );
        using var sentinel = Process.Start("redis-server", [configuration, "--sentinel"]);
        try
        {
            await TcpProbe.WaitAsync(port, sentinel.WaitForExitAsync(test.Token), test.Token);

            Assert.Null(await RedisProbe.CheckAsync($"127.0.0.1:{port},serviceName=main,{parts[1]}", test.Token));
            Assert.Contains(
                "absent",
                await RedisProbe.CheckAsync($"127.0.0.1:{port},serviceName=absent,{parts[1]}", test.Token),
                StringComparison.Ordinal
            );
        }
        finally
        {
            sentinel.Kill();
            await sentinel.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
