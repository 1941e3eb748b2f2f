using System.Net;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.Infrastructure;

namespace Aspire.Compat.Tests.Infrastructure;

public sealed class RedisTargetTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("redis", "redis", 6379)]
    [InlineData("redis:6380", "redis", 6380)]
    [InlineData("password=x, first:1, second:2", "first", 1)]
    [InlineData("password=x", "localhost", 6379)]
    [InlineData("[::1]:6380", "::1", 6380)]
    [InlineData("[::1]", "::1", 6379)]
    [InlineData("::1", "::1", 6379)]
    public void Parse_Address_IsTheFirstOne(string text, string host, int port)
    {
        var target = RedisTarget.Parse(text);

        Assert.Equal((host, port), (target.Host, target.Port));
    }

    // As the portals of clouds give it to copy, too.
    [Theory]
    [InlineData("redis:6380,password=p=w:/,ssl=True,abortConnect=False", "p=w:/", null, true)]
    [InlineData("redis,User=chat,Password=secret,SSL=true", "secret", "chat", true)]
    [InlineData("redis,user=chat,password=secret,ssl=false", "secret", "chat", false)]
    [InlineData("redis", null, null, false)]
    public void Parse_Options_AreReadWhateverTheirCase(string text, string? password, string? user, bool isTls)
    {
        var target = RedisTarget.Parse(text);

        Assert.Equal((password, user, isTls), (target.Password, target.User, target.IsTls));
    }

    [Theory]
    [InlineData("redis://localhost:6379")]
    [InlineData("rediss://localhost")]
    [InlineData("redis:-1")]
    [InlineData("redis:port")]
    public void Parse_AnotherNotation_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => RedisTarget.Parse(text));

    [Theory]
    [InlineData(null, "*2 $4 AUTH $6 secret ")]
    [InlineData("chat", "*3 $4 AUTH $4 chat $6 secret ")]
    public async Task CheckAsync_Password_IsShownInTheUsersName(string? user, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = new RedisTarget("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port)
        {
            User = user,
            Password = "secret",
        };

        var checking = RedisProbe.CheckAsync(target, TestContext.Current.CancellationToken);
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var asked = await ReadAsync(client.GetStream(), expected.Length + expected.Count(static one => one == ' '));
        await client.GetStream().WriteAsync("+OK\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await ReadAsync(client.GetStream(), "*1 $4 PING ".Length + 3);
        await client.GetStream().WriteAsync("+PONG\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Null(await checking.WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.Equal(expected, asked);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, int bytes)
    {
        var buffer = new byte[bytes];
        await stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit);
        return Encoding.UTF8.GetString(buffer).Replace("\r\n", " ", StringComparison.Ordinal);
    }
}
