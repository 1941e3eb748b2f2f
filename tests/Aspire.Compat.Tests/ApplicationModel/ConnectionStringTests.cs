using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.ApplicationModel;

public sealed class ConnectionStringTests
{
    [Fact]
    public async Task Postgres_Database_FollowsTheConvention()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--Parameters:postgres-password=pw");
        var server = builder.AddPostgres("postgres");
        Allocate(server.Resource, 5432);

        var value = await GetAsync(server.AddDatabase("storedb", "store").Resource);

        Assert.Equal("Host=127.0.0.1;Port=5432;Username=postgres;Password=pw;Database=store", value);
    }

    [Fact]
    public async Task Redis_FollowsTheConvention()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--Parameters:redis-password=pw");
        var server = builder.AddRedis("redis");
        Allocate(server.Resource, 6379);

        Assert.Equal("127.0.0.1:6379,password=pw", await GetAsync(server.Resource));
    }

    [Fact]
    public async Task RabbitMQ_PasswordWithReservedCharacters_IsEscaped()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--Parameters:messaging-password=p@w/");
        var server = builder.AddRabbitMQ("messaging");
        Allocate(server.Resource, 5672);

        Assert.Equal("amqp://guest:p%40w%2F@127.0.0.1:5672", await GetAsync(server.Resource));
    }

    [Fact]
    public async Task Database_OfExternalServer_UsesTheServersConnectionString()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create(
            "--ConnectionStrings:postgres=Host=db.example;Username=me;Password=pw"
        );

        var value = await GetAsync(builder.AddPostgres("postgres").AddDatabase("storedb").Resource);

        Assert.Equal("Host=db.example;Username=me;Password=pw;Database=storedb", value);
    }

    private static void Allocate(ContainerResource resource, int port)
    {
        var annotation = new EndpointReference(resource, "tcp").Annotation;
        annotation.AllocatedEndpoint = new AllocatedEndpoint(annotation, "127.0.0.1", port);
    }

    private static async Task<string?> GetAsync(IResourceWithConnectionString resource) =>
        await resource.GetConnectionStringAsync(TestContext.Current.CancellationToken);
}
