using System.Text.Json;
using Chat.Inference.Fakes;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference.Tools;

/// <summary>Tools through the running service: provider, endpoint, MCP server and Sessions are real servers.</summary>
[Trait("Level", "Component")]
public sealed class ToolReplyTests(ToolsFixture service) : IClassFixture<ToolsFixture>
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reply_ToolsOfAllKinds_GivesTheirResultsToTheModelAndTheLeadToTheCaller()
    {
        await ServerListedAsync();
        UpstreamCalls(
            ("look_up", """{"order":7}"""),
            ("add", """{"a":2,"b":3}"""),
            ("capture_lead", """{"name":"Ada","email":"ada@example.com","projectDetails":"An engine"}""")
        );

        var events = await service.AnswerAsync("Hi?", ToolsFixture.Visitor).WithTimeout();

        Assert.Equal("Done", events[^1].Done.Message.Text);
        Assert.Equal("Ada", events.Single(step => step.LeadCaptured is not null).LeadCaptured.Name);
        Assert.Equal(3, events.Count(step => step.ToolFinished is { Ok: true }));
        Assert.Equal("chat", Assert.Single(service.Sessions.Leads.Captured).Source);
        Assert.Contains("\"order\":7", Assert.Single(service.Endpoint.Calls).Body, StringComparison.Ordinal);
        Assert.Equal(
            [
                """{"success":true,"data":1}""",
                "5",
                """{"success":true,"message":"The details were stored; the company will get in touch."}""",
            ],
            await ResultsAsync()
        );
    }

    [Fact]
    public async Task Reply_AnotherTenant_IsOfferedNoTools()
    {
        service.Upstream.Behaviour = context => FakeUpstream.WriteAsync(context, FakeUpstream.Whole("Hi"), 4096);
        Drain();

        await service.AnswerAsync("Hi?").WithTimeout();

        var request = await service.Upstream.Requests.ReadAsync(_test).AsTask().WithTimeout();
        Assert.False(JsonElement.Parse(request.Body).TryGetProperty("tools", out _));
    }

    private Task ServerListedAsync() =>
        Eventually.TrueAsync(
            () =>
                service.Host.Services.GetRequiredService<ToolCatalog>().For(ToolsFixture.Visitor.TenantId).Find("add")
                    is not null,
            _test
        );

    private void UpstreamCalls(params (string Name, string Arguments)[] calls)
    {
        Drain();
        var parts = calls.Select(
            (call, index) =>
                JsonSerializer.Serialize(
                    new
                    {
                        index,
                        id = $"c{index}",
                        type = "function",
                        function = new { name = call.Name, arguments = call.Arguments },
                    }
                )
        );
        var delta = $$"""{"tool_calls":[{{string.Join(',', parts)}}]}""";
        var choice = $$"""{"index":0,"delta":{{delta}},"finish_reason":"tool_calls"}""";
        var wanted = $"data: {{\"model\":\"fake-1\",\"choices\":[{choice}]}}\n\ndata: [DONE]\n\n";
        var asked = 0;
        service.Upstream.Behaviour = context =>
            FakeUpstream.WriteAsync(context, asked++ == 0 ? wanted : FakeUpstream.Whole("Done"), 4096);
    }

    private async Task<List<string?>> ResultsAsync()
    {
        await service.Upstream.Requests.ReadAsync(_test).AsTask().WithTimeout();
        var second = await service.Upstream.Requests.ReadAsync(_test).AsTask().WithTimeout();
        return
        [
            .. JsonElement
                .Parse(second.Body)
                .GetProperty("messages")
                .EnumerateArray()
                .Where(message => message.GetProperty("role").GetString() == "tool")
                .Select(message => message.GetProperty("content").GetString()),
        ];
    }

    private void Drain()
    {
        while (service.Upstream.Requests.TryRead(out _)) { }
    }
}
