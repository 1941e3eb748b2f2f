using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Tools;
using Chat.Inference.Tools.Custom;
using Chat.ServiceDefaults.Egress;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.UnderFire;

/// <summary>
/// The client goes while a tool runs that the vendor asked for in its own format: vendor, tool's endpoint and client are
/// real sockets. Before the first token and mid-stream: see <see cref="UnderFireTests"/>.
/// </summary>
public sealed class ClientGoneTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ToolEndpoint _endpoint = null!;
    private CustomToolEndpoint _caller = null!;

    public static TheoryData<string> Vendors => VendorWire.Names;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await ToolEndpoint.StartAsync();
        _endpoint.OnCall = async context =>
        {
            await using var registration = context.RequestAborted.Register(_aborted.SetResult);
            _called.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var rules = Options.Create(new EgressOptions { AllowInsecure = true, AllowPrivateNetworks = true });
        _caller = new CustomToolEndpoint(
            new EgressHandler(rules, new DnsHostResolver()),
            TimeProvider.System,
            new ToolsLog(NullLogger<ToolsLog>.Instance)
        );
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _endpoint.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_CallerLeavesDuringATool_AbortsTheCallAndBooksTheRound(string vendor)
    {
        await using var scene = await StartAsync(vendor);
        scene.Upstream.Behaviour = context => FakeUpstream.WriteAsync(context, scene.Wire.Calls, 4096);

        await LeaveDuringTheToolAsync(scene);

        var booked = Assert.Single(scene.Reply.Bookings.Booked);
        Assert.Equal("cancelled", booked.Interruption);
        AssertCost(vendor, booked.Usage);
        Assert.Equal(1, scene.Upstream.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_CallerLeavesDuringAToolOfTheSecondRound_BooksBothRounds(string vendor)
    {
        await using var scene = await StartAsync(vendor);
        var round = 0;
        scene.Upstream.Behaviour = context =>
            FakeUpstream.WriteAsync(
                context,
                ++round == 1 ? scene.Wire.Calls.Replace("find", "now", StringComparison.Ordinal) : scene.Wire.Calls,
                4096
            );

        await LeaveDuringTheToolAsync(scene);

        var usage = Assert.Single(scene.Reply.Bookings.Booked).Usage;
        Assert.Equal(
            (22L, 14L, 6L, false),
            (usage.InputTokens, usage.OutputTokens, usage.CachedInputTokens, usage.Estimated)
        );
    }

    private async Task LeaveDuringTheToolAsync(UnderFireScene scene)
    {
        var running = scene.Reply.RunAsync();
        await _called.Task.WithTimeout();
        scene.Reply.CallerLeaves();

        await _aborted.Task.WithTimeout(Soon);
        await running.WithTimeout();
    }

    private static void AssertCost(string vendor, Usage usage) =>
        Assert.Equal(
            (vendor, 11L, 7L, 3L, false),
            (usage.Provider, usage.InputTokens, usage.OutputTokens, usage.CachedInputTokens, usage.Estimated)
        );

    private Task<UnderFireScene> StartAsync(string vendor)
    {
        var options = new CustomToolOptions
        {
            Name = "find",
            Description = "Finds.",
            Url = _endpoint.Url,
            Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
        };
        return UnderFireScene.StartAsync(
            vendor,
            [new CustomTool(options, _caller), new FakeTool("now", ToolOutcome.Success("Now."))],
            // A busy machine must not make a round late before the tool is called.
            ("Inference:FirstTokenTimeout", "00:00:20"),
            ("Inference:IdleTimeout", "00:00:20")
        );
    }
}
