using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class EnvironmentComposerTests
{
    [Fact]
    public async Task Compose_ServiceReference_GivesBothSpellingsOfTheAddress()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var server = builder.AddResource(new ProjectResource("my-server")).WithHttpEndpoint();
        var annotation = server.GetEndpoint("http").Annotation;
        annotation.AllocatedEndpoint = new AllocatedEndpoint(annotation, "localhost", 5001);

        var composed = await ComposeAsync(builder.AddExecutable("client", "sleep", "/", "1").WithReference(server));

        Assert.Equal("http://localhost:5001", composed.Variables["services__my-server__http__0"]);
        Assert.Equal("http://localhost:5001", composed.Variables["MY_SERVER_HTTP"]);
    }

    [Fact]
    public async Task Compose_ConnectionStringReference_SetsItAndMasksIt()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create(
            "--ConnectionStrings:redis=host,password=pw"
        );
        var redis = builder.AddRedis("redis");

        var composed = await ComposeAsync(builder.AddExecutable("client", "sleep", "/", "1").WithReference(redis));

        Assert.Equal("host,password=pw", composed.Variables["ConnectionStrings__redis"]);
        Assert.Equal("********", Shown(composed, "ConnectionStrings__redis"));
    }

    [Fact]
    public async Task Compose_ConnectionName_RenamesTheVariable()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--ConnectionStrings:redis=host");
        var redis = builder.AddRedis("redis");

        var composed = await ComposeAsync(
            builder.AddExecutable("client", "sleep", "/", "1").WithReference(redis, connectionName: "cache")
        );

        Assert.Equal("host", composed.Variables["ConnectionStrings__cache"]);
    }

    [Fact]
    public async Task Compose_SecretParameter_IsMaskedEvenInsideAnExpression()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--Parameters:hidden=abc");
        var hidden = builder.AddParameter("hidden", secret: true);

        var composed = await ComposeAsync(
            builder.AddExecutable("client", "sleep", "/", "1").WithEnvironment("MIXED", $"x-{hidden}")
        );

        Assert.Equal("x-abc", composed.Variables["MIXED"]);
        Assert.Equal("********", Shown(composed, "MIXED"));
    }

    [Fact]
    public async Task Compose_OpenParameter_IsShown()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--Parameters:open=abc");
        var open = builder.AddParameter("open");

        var composed = await ComposeAsync(
            builder.AddExecutable("client", "sleep", "/", "1").WithEnvironment("GREETING", open)
        );

        Assert.Equal("abc", Shown(composed, "GREETING"));
    }

    [Fact]
    public async Task Compose_KestrelEndpoint_IsOverriddenAndUrlsAreNotSet()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var project = builder
            .AddResource(new ProjectResource("service"))
            .WithAnnotation(
                new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, "http", "http2", "grpc")
                {
                    FromKestrelConfiguration = true,
                }
            );

        var composed = await ComposeAsync(project, ("grpc", 5002));

        Assert.Equal("http://localhost:5002", composed.Variables["Kestrel__Endpoints__grpc__Url"]);
        Assert.False(composed.Variables.ContainsKey("ASPNETCORE_URLS"));
    }

    [Fact]
    public async Task Compose_PlainHttpEndpointOfProject_SetsUrls()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var project = builder.AddResource(new ProjectResource("service")).WithHttpEndpoint();

        var composed = await ComposeAsync(project, ("http", 5003));

        Assert.Equal("http://localhost:5003", composed.Variables["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task Compose_Project_RunsInTheAppHostsEnvironmentUnderItsName()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();

        var composed = await ComposeAsync(builder.AddResource(new ProjectResource("service")));

        Assert.Equal("Staging", composed.Variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("service", composed.Variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("/state", composed.Variables[EnvironmentComposer.OwnerVariable]);
    }

    [Fact]
    public async Task Compose_SearchPath_IsInherited()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();

        var composed = await ComposeAsync(builder.AddExecutable("client", "sleep", "/", "1"));

        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), composed.Variables["PATH"]);
    }

    private static string? Shown(ComposedEnvironment composed, string name) =>
        composed.Shown.Single(variable => variable.Name == name).Value;

    private static Task<ComposedEnvironment> ComposeAsync<T>(
        IResourceBuilder<T> builder,
        params (string Endpoint, int Port)[] ports
    )
        where T : IResource
    {
        var instance = new ResourceInstance(builder.Resource, index: 0, count: 1);
        foreach (var (endpoint, port) in ports)
        {
            instance.Ports[endpoint] = port;
        }
        return new EnvironmentComposer("Staging", "/state").ComposeAsync(
            instance,
            TestContext.Current.CancellationToken
        );
    }
}
