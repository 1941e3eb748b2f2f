using System.Text.Json;
using Chat.Inference.Fakes;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference.Tools;

/// <summary>Tools that are changed in chat.json while the service runs.</summary>
[Trait("Level", "Component")]
public sealed class ToolReloadTests(ToolReloadTests.Fixture service) : IClassFixture<ToolReloadTests.Fixture>
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChatFile_ToolsChange_AreThoseOfTheNextReplyWithoutARestart()
    {
        service.Write(("old_tool", "Old."));
        await HasAsync("old_tool");
        Assert.Equal(["old_tool"], await OfferedAsync());

        service.Write(("old_tool", "Reworded."), ("new_tool", "New."));
        await HasAsync("new_tool");
        Assert.Equal(["old_tool", "new_tool"], await OfferedAsync());
        Assert.Equal("Reworded.", Catalog.For(Tenant).Find("old_tool")!.Definition.Description);

        service.Write(("new_tool", "New."));
        await Eventually.TrueAsync(() => Catalog.For(Tenant).Find("old_tool") is null, _test);
        Assert.Equal(["new_tool"], await OfferedAsync());
    }

    [Fact]
    public async Task ChatFile_NewTool_IsCalledAtItsAddress()
    {
        service.Write(("look_up", "Looks up."));
        await HasAsync("look_up");
        const string call = """{"index":0,"id":"c","type":"function","function":{"name":"look_up","arguments":"{}"}}""";
        const string choice = $$"""{"index":0,"delta":{"tool_calls":[{{call}}]},"finish_reason":"tool_calls"}""";
        const string wanted = $"data: {{\"model\":\"fake-1\",\"choices\":[{choice}]}}\n\ndata: [DONE]\n\n";
        var asked = 0;
        service.Upstream.Behaviour = context =>
            FakeUpstream.WriteAsync(context, asked++ == 0 ? wanted : FakeUpstream.Whole("Done"), 4096);

        var events = await service.AnswerAsync("Hi?").WithTimeout();

        Assert.Equal("Done", events[^1].Done.Message.Text);
        Assert.True(events.Single(step => step.ToolFinished is not null).ToolFinished.Ok);
        Assert.Single(service.Endpoint.Calls);
    }

    [Theory]
    [InlineData("""{ "tools": [{ "type": "http", "name": "no url" }] }""")]
    [InlineData(
        """{ "tools": [{ "type": "http", "name": "x", "description": "X.", "url": "ftp://x", "secret": "s" }] }"""
    )]
    [InlineData("not JSON")]
    public async Task ChatFile_WrongChange_KeepsTheToolsThereAre(string wrong)
    {
        service.Write(("kept", "Kept."));
        await HasAsync("kept");

        service.Write(wrong);
        service.Write(("kept", "Kept."), ("marker", "Shows that all before was looked at."));

        await Eventually.TrueAsync(
            () =>
            {
                Assert.NotNull(Catalog.For(Tenant).Find("kept"));
                return Catalog.For(Tenant).Find("marker") is not null;
            },
            _test
        );
    }

    private static Guid Tenant => ReplyScene.Visitor.TenantId;

    private ToolCatalog Catalog => service.Host.Services.GetRequiredService<ToolCatalog>();

    private Task HasAsync(string tool) => Eventually.TrueAsync(() => Catalog.For(Tenant).Find(tool) is not null, _test);

    /// <summary>What the model is told of in a reply.</summary>
    private async Task<List<string?>> OfferedAsync()
    {
        while (service.Upstream.Requests.TryRead(out _))
        {
            // Of earlier replies.
        }
        service.Upstream.Behaviour = context => FakeUpstream.WriteAsync(context, FakeUpstream.Whole("Hi"), 4096);
        await service.AnswerAsync("Hi?").WithTimeout();
        var request = await service.Upstream.Requests.ReadAsync(_test).AsTask().WithTimeout();
        return
        [
            .. JsonElement
                .Parse(request.Body)
                .GetProperty("tools")
                .EnumerateArray()
                .Select(tool => tool.GetProperty("function").GetProperty("name").GetString()),
        ];
    }

    /// <summary>The whole service, with a chat file.</summary>
    public sealed class Fixture : InferenceFixture
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-tools");
        private ToolEndpoint? _endpoint;

        internal ToolEndpoint Endpoint => _endpoint!;

        private string Path => System.IO.Path.Combine(_folder.FullName, "chat.json");

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Endpoint.DisposeAsync();
            _folder.Delete(recursive: true);
        }

        internal void Write(string json) => File.WriteAllText(Path, json);

        internal void Write(params (string Name, string Description)[] tools) =>
            Write(
                JsonSerializer.Serialize(
                    new
                    {
                        tools = tools.Select(tool => new
                        {
                            type = "http",
                            name = tool.Name,
                            description = tool.Description,
                            url = Endpoint.Url,
                            secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        }),
                    }
                )
            );

        protected override async Task<Dictionary<string, string?>> SettingsAsync()
        {
            _endpoint = await ToolEndpoint.StartAsync();
            Write();
            return new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["CHAT_CONFIG"] = Path,
                ["Egress:AllowInsecure"] = "true",
                ["Egress:AllowPrivateNetworks"] = "true",
                ["Inference:Tools:Default:CaptureLead:Enabled"] = "false",
            };
        }
    }
}
