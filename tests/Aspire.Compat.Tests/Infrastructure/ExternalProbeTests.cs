using System.Net.Security;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Infrastructure;

namespace Aspire.Compat.Tests.Infrastructure;

public sealed class ExternalProbeTests
{
    [Theory]
    [InlineData("postgres", "Host=nowhere.invalid;Username=x;Password=y")]
    [InlineData("postgres", "Host=127.0.0.1;Port=1;Username=x;Password=y")]
    [InlineData("redis", "nowhere.invalid:6379")]
    [InlineData("redis", "127.0.0.1:1")]
    [InlineData("redis", "127.0.0.1:1,password=x,ssl=True,abortConnect=False")]
    [InlineData("messaging", "amqp://nowhere.invalid")]
    [InlineData("messaging", "amqp://127.0.0.1:1")]
    public async Task CheckAsync_NobodyThere_SaysSo(string name, string connectionString)
    {
        var reason = await CheckAsync(name, connectionString);

        Assert.False(string.IsNullOrWhiteSpace(reason));
    }

    [Theory]
    [InlineData("redis://localhost:6379")]
    [InlineData("rediss://localhost,password=x")]
    public async Task CheckAsync_RedisByUrl_IsRefused(string connectionString) =>
        await Assert.ThrowsAnyAsync<FormatException>(() => CheckAsync("redis", connectionString));

    [Fact]
    public void Factory_RabbitMQOverTls_LetsNoCertificatePassThatIsNotTheBrokers()
    {
        var tls = RabbitMQProbe.Factory("amqps://broker.example").Ssl;

        Assert.True(tls.Enabled);
        Assert.Equal(SslPolicyErrors.None, tls.AcceptablePolicyErrors);
    }

    private static Task<string?> CheckAsync(string name, string connectionString)
    {
        var builder = DistributedApplication.CreateBuilder();
        IResource resource = name switch
        {
            "postgres" => builder.AddPostgres(name).Resource,
            "redis" => builder.AddRedis(name).Resource,
            _ => builder.AddRabbitMQ(name).Resource,
        };
        return ExternalProbe.CheckAsync(resource, connectionString, TestContext.Current.CancellationToken);
    }
}
