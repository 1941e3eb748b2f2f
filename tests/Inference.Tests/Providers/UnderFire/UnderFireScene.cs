using System.Diagnostics.Metrics;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Providers.Recovery;
using Chat.Inference.Tools;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference.Providers.UnderFire;

/// <summary>The whole making of replies with a vendor's real client, against a server that misbehaves.</summary>
internal sealed class UnderFireScene : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private UnderFireScene(VendorWire wire, FakeUpstream upstream, ServiceProvider services, IReadOnlyList<ITool> tools)
    {
        (Wire, Upstream, _services) = (wire, upstream, services);
        Reply = new ReplyScene { Providers = services.GetRequiredService<ITenantProviders>(), Tools = tools };
    }

    public VendorWire Wire { get; }

    public FakeUpstream Upstream { get; }

    /// <summary>Where providers are measured.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public ReplyScene Reply { get; }

    /// <summary>Starts a server of the vendor and everything that asks it, retries off unless a setting says otherwise.</summary>
    public static Task<UnderFireScene> StartAsync(string vendor, params (string Name, string Value)[] settings) =>
        StartAsync(vendor, [], settings);

    /// <summary>The same, with something the model may call.</summary>
    public static async Task<UnderFireScene> StartAsync(
        string vendor,
        IReadOnlyList<ITool> tools,
        params (string Name, string Value)[] settings
    )
    {
        var wire = VendorWire.Of(vendor);
        var upstream = await FakeUpstream.StartAsync();
        upstream.Behaviour = context => FakeUpstream.WriteAsync(context, wire.Whole("Hello"), 4096);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
            new (string Name, string Value)[]
            {
                ("CHAT_PROVIDER", vendor),
                ("CHAT_MODEL", "m"),
                ($"{wire.Variables}_API_KEY", "k"),
                ($"{wire.Variables}_BASE_URL", wire.BaseUrl(upstream.Address)),
                ("Inference:FirstTokenTimeout", "00:00:01"),
                ("Inference:IdleTimeout", "00:00:01"),
                ("Inference:Recovery:MaxRetries", "0"),
                ("Inference:Recovery:RetryDelay", "00:00:00.010"),
            }
                .Concat(settings)
                .GroupBy(setting => setting.Name, StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create<string, string?>(group.Key, group.Last().Value))
        );
        builder.AddProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        return new UnderFireScene(wire, upstream, builder.Services.BuildServiceProvider(), tools);
    }

    /// <summary>Changes settings while it runs.</summary>
    public void Change(params (string Name, string Value)[] settings)
    {
        var configuration = (IConfigurationRoot)_services.GetRequiredService<IConfiguration>();
        foreach (var (name, value) in settings)
        {
            configuration[name] = value;
        }
        configuration.Reload();
    }

    /// <summary>The next request the server got.</summary>
    public Task<FakeUpstreamRequest> RequestAsync() =>
        Upstream.Requests.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();

    /// <summary>What Sessions got to store; the event of such a message books its usage.</summary>
    public SpeakCommit Stored() =>
        Assert.Single(
            Reply
                .Sessions.Served.Select(call => call.Committed)
                .OfType<SpeakCommit>()
                .Concat(Reply.Sessions.Finished.Select(finish => finish.Commit))
        );

    /// <summary>Waits for the first text at the caller's end.</summary>
    public async Task TextArrivesAsync()
    {
        while (Reply.Caller.Text.Length == 0)
        {
            await Reply.Caller.Batches.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Reply.Dispose();
        await _services.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
