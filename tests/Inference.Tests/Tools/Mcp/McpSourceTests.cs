using System.Text.Json;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults.Egress;
using Chat.Testing.Logs;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Chat.Inference.Tools.Mcp;

[Trait("Level", "Component")]
public sealed class McpSourceTests : IAsyncDisposable
{
    private readonly LogRecorder _recorder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly McpConnector _connector;
    private readonly ToolsLog _log;
    private Task _running = Task.CompletedTask;

    public McpSourceTests()
    {
        var rules = Options.Create(new EgressOptions { AllowInsecure = true, AllowPrivateNetworks = true });
        _connector = new McpConnector(
            new EgressHandler(rules, new DnsHostResolver()),
            Options.Create(new McpOptions())
        );
        _log = new ToolsLog(_recorder.CreateLogger<ToolsLog>());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default).WithTimeout();
        _connector.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task RunAsync_Server_OffersItsTools()
    {
        await using var host = await McpHost.StartAsync();

        var tools = await StartAsync(host.Url);

        Assert.Equal(["add", "fail", "tell", "wait"], tools.Select(tool => tool.Definition.Name).Order());
        var add = tools.Single(tool => tool.Definition.Name == "add").Definition;
        Assert.Equal("Adds two numbers.", add.Description);
        Assert.Equal("object", JsonDocument.Parse(add.Schema).RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task RunAsync_NamedTools_AreTheOnlyOnes()
    {
        await using var host = await McpHost.StartAsync();

        var tools = await StartAsync(host.Url, "fail");

        Assert.Equal("fail", Assert.Single(tools).Definition.Name);
    }

    [Fact]
    public async Task CallAsync_Tool_GivesItsAnswer()
    {
        await using var host = await McpHost.StartAsync();
        var tools = await StartAsync(host.Url);

        Assert.Equal(new ToolOutcome("5", Failed: false), await CallAsync(tools, "add", """{"a":2,"b":3}"""));
        Assert.True((await CallAsync(tools, "fail", "{}")).Failed);
    }

    [Fact]
    public async Task CallAsync_Tool_IsToldForWhichConversationItIs()
    {
        await using var host = await McpHost.StartAsync();
        var tools = await StartAsync(host.Url);

        var told = JsonElement.Parse((await CallAsync(tools, "tell", "{}")).Result);

        Assert.Equal("c1", told.GetProperty("conversationId").GetString());
        Assert.Equal("r1:1.1", told.GetProperty("callId").GetString());
    }

    [Fact]
    public async Task RunAsync_Token_IsShownToTheServer()
    {
        await using var host = await McpHost.StartAsync();

        await StartAsync(Source(host.Url, token: "t0ken"));

        Assert.Equal("Bearer t0ken", host.Authorization);
    }

    [Fact]
    public async Task RunAsync_ServerWithVeryManyTools_OffersAsManyAsMayBe()
    {
        var many = Enumerable.Range(0, 70).Select(n => Tool($"t{n}", () => "")).ToList();
        await using var host = await McpHost.StartAsync(more: many);

        Assert.Equal(64, (await StartAsync(host.Url)).Count);
    }

    [Fact]
    public async Task CallAsync_EndlessAnswer_IsCutOff()
    {
        await using var host = await McpHost.StartAsync(more: Tool("long", () => new string('x', 5 * 1024 * 1024)));
        var tools = await StartAsync(host.Url);

        var outcome = await CallAsync(tools, "long", "{}").WithTimeout();

        Assert.Equal("The tool cannot be reached.", Message(outcome));
    }

    [Fact]
    public async Task Tools_NameOfOneOfOnesOwn_IsOnesOwn()
    {
        await using var host = await McpHost.StartAsync();
        var source = Source(host.Url);
        var own = new FakeTool("add", ToolOutcome.Success("Mine."));
        var shelf = new ToolShelf([own], [source]);

        await StartAsync(source);

        Assert.Same(own, shelf.Current.Find("add"));
        Assert.Equal(4, shelf.Current.Definitions.Count);
    }

    [Fact]
    public async Task CallAsync_CallTheServerRefuses_IsToldWhatIsWrongWithIt()
    {
        await using var host = await McpHost.StartAsync();
        var source = Source(host.Url);
        await StartAsync(source);
        var gone = McpTool.Create(source, new Tool { Name = "gone" })!;

        var outcome = await CallAsync([gone], "gone", "{}");

        Assert.True(outcome.Failed);
        Assert.Contains("Unknown tool: 'gone'", Message(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallAsync_ServerRestarted_IsAFailureOnceAndConnectsAgain()
    {
        var host = await McpHost.StartAsync();
        var source = Source(host.Url);
        var tools = await StartAsync(source);
        await host.DisposeAsync();
        await using var restarted = await McpHost.StartAsync(new Uri(host.Url).GetLeftPart(UriPartial.Authority));

        await Eventually.TrueAsync(
            async () => !(await CallAsync(tools, "add", """{"a":2,"b":3}""")).Failed,
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public async Task RunAsync_ServerAway_OffersNothingAndSaysSoOnce()
    {
        var host = await McpHost.StartAsync();
        var url = host.Url;
        await host.DisposeAsync();
        var source = Source(url, retry: TimeSpan.FromMilliseconds(20));
        var offered = 0;
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Changed += () =>
        {
            if (++offered == 3)
            {
                third.SetResult();
            }
        };

        _running = source.RunAsync(_stop.Token);
        await third.Task.WithTimeout();

        Assert.Empty(source.Tools);
        Assert.Single(_recorder.Entries, entry => entry.EventId.Id == 2506);
    }

    [Fact]
    public async Task CallAsync_Cancelled_CancelsTheServersWorkWithinASecond()
    {
        await using var host = await McpHost.StartAsync();
        var tools = await StartAsync(host.Url);
        using var caller = new CancellationTokenSource();

        var call = CallAsync(tools, "wait", "{}", caller.Token);
        await host.Waiting.Started.Task.WithTimeout();
        await caller.CancelAsync();

        await host.Waiting.Cancelled.Task.WithTimeout(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WithTimeout());
    }

    [Fact]
    public async Task CallAsync_ServerHangs_OffersNothingUntilItAnswersAgain()
    {
        await using var host = await McpHost.StartAsync();
        var source = Source(host.Url, timeout: TimeSpan.FromMilliseconds(500));
        _running = source.RunAsync(_stop.Token);
        await Eventually.TrueAsync(() => source.Tools.Count == 4, TestContext.Current.CancellationToken);
        var resumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.AnswerAfter(resumed.Task);

        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(700));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            CallAsync(source.Tools, "add", "{}", caller.Token)
        );

        await Eventually.TrueAsync(() => source.Tools.Count == 0, TestContext.Current.CancellationToken);
        resumed.SetResult();
        await Eventually.TrueAsync(() => source.Tools.Count == 4, TestContext.Current.CancellationToken);
    }

    private static McpServerTool Tool(string name, Func<string> call) =>
        McpServerTool.Create(call, new McpServerToolCreateOptions { Name = name });

    private Task<IReadOnlyList<ITool>> StartAsync(string url, params string[] tools) =>
        StartAsync(Source(url, tools: tools));

    private async Task<IReadOnlyList<ITool>> StartAsync(McpSource source)
    {
        var offered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Changed += () => offered.TrySetResult();
        _running = source.RunAsync(_stop.Token);
        await offered.Task.WithTimeout();
        return source.Tools;
    }

    private McpSource Source(
        string url,
        TimeSpan? retry = null,
        TimeSpan? timeout = null,
        string token = "",
        params string[] tools
    )
    {
        var server = new McpServerOptions
        {
            Name = "test",
            Url = url,
            Token = token,
        };
        server.Tools.AddRange(tools);
        var options = new McpOptions
        {
            RetryInterval = retry ?? TimeSpan.FromMilliseconds(100),
            Timeout = timeout ?? TimeSpan.FromSeconds(10),
        };
        return new McpSource(server, _connector, options, TimeProvider.System, _log);
    }

    private static Task<ToolOutcome> CallAsync(
        IReadOnlyList<ITool> tools,
        string name,
        string arguments,
        CancellationToken? caller = null
    ) =>
        tools
            .Single(tool => tool.Definition.Name == name)
            .CallAsync(
                new ToolInvocation(
                    new ToolScope(ReplyScene.Visitor.TenantId, "c1", "r1", "") { MessageId = "m1" },
                    "r1:1.1",
                    JsonElement.Parse(arguments)
                ),
                caller ?? TestContext.Current.CancellationToken
            );

    private static string Message(ToolOutcome outcome) =>
        JsonElement.Parse(outcome.Result).GetProperty("message").GetString()!;
}
