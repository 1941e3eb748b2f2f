using Chat.Inference.Fakes;
using Chat.Inference.Tools.Mcp;
using Chat.ServiceDefaults.ChatFiles;
using Chat.ServiceDefaults.Egress;
using Chat.Testing.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Servers' tools while the configuration changes.</summary>
[Trait("Level", "Component")]
public sealed class ToolCatalogChangeTests
{
    private static readonly Guid Tenant = ReplyScene.Visitor.TenantId;

    private readonly CancellationToken _test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task For_TenantThatIsGoneAndComesBack_HasItsServersTools()
    {
        await using var host = await McpHost.StartAsync();
        using var connector = Connector();
        var configuration = new ConfigurationBuilder().Build();
        string? server = host.Url;
        using var options = new LiveOptions<ToolsOptions>(
            new OptionsFactory<ToolsOptions>([new ConfigureOptions<ToolsOptions>(tools => Add(tools, server))], []),
            [new ConfigurationChangeTokenSource<ToolsOptions>(configuration)],
            NullLogger<LiveOptions<ToolsOptions>>.Instance
        );
        var catalog = new ToolCatalog(options, Factory(connector));
        using var stop = new CancellationTokenSource();
        var running = Assert.Single(catalog.Sources).RunAsync(stop.Token);
        await Eventually.TrueAsync(() => catalog.For(Tenant).Find("add") is not null, _test);

        server = null;
        configuration.Reload();
        Assert.Null(catalog.For(Tenant).Find("add"));
        server = host.Url;
        configuration.Reload();

        Assert.NotNull(catalog.For(Tenant).Find("add"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WithTimeout());
    }

    private static void Add(ToolsOptions options, string? server)
    {
        if (server is not null)
        {
            var mcp = new McpServerOptions { Name = "test", Url = server };
            options.Tenants[Tenant.ToString()] = new ToolSetOptions { Mcp = { mcp } };
        }
    }

    private static McpConnector Connector()
    {
        var rules = Options.Create(new EgressOptions { AllowInsecure = true, AllowPrivateNetworks = true });
        return new McpConnector(new EgressHandler(rules, new DnsHostResolver()), Options.Create(new McpOptions()));
    }

    // Without tools of one's own nobody asks for the rest.
    private static ToolFactory Factory(McpConnector connector) =>
        new(
            null!,
            null!,
            null!,
            connector,
            Options.Create(new McpOptions()),
            TimeProvider.System,
            new ToolsLog(NullLogger<ToolsLog>.Instance)
        );
}
