using System.Text;
using System.Text.Json;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults.Egress;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools.Custom;

[Trait("Level", "Component")]
public sealed class CustomToolTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Schema = """
        {"type":"object","properties":{"order":{"type":"integer","minimum":1}},"required":["order"]}
        """;

    private readonly FakeTimeProvider _clock = new();
    private ToolEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync() => _endpoint = await ToolEndpoint.StartAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task CallAsync_Allowed_PostsASignedCallAndGivesTheAnswer()
    {
        var outcome = await CallAsync("""{"order":7}""");

        Assert.Equal(new ToolOutcome("""{"success":true,"data":1}""", Failed: false), outcome);
        var (headers, body) = Assert.Single(_endpoint.Calls);
        Assert.Equal("""{"tool":"look_up","arguments":{"order":7},"conversationId":"c1","callId":"r1:1.1"}""", body);
        Assert.Equal("r1:1.1", headers["webhook-id"]);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal($"{timestamp}", headers["webhook-timestamp"]);
        Assert.True(WebhookSecret.TryDecode(Secret, out var key));
        Assert.Equal(
            WebhookSignature.Sign("r1:1.1", timestamp, Encoding.UTF8.GetBytes(body), [key]),
            headers["webhook-signature"]
        );
    }

    [Theory]
    [InlineData("{}", "order")]
    [InlineData("""{"order":"7"}""", "/order: ")]
    [InlineData("""{"order":0}""", "/order: ")]
    public async Task CallAsync_ArgumentsAgainstTheSchema_AreRefusedWithoutACall(string arguments, string told)
    {
        var outcome = await CallAsync(arguments);

        Assert.True(outcome.Failed);
        Assert.Contains(told, Message(outcome), StringComparison.Ordinal);
        Assert.Empty(_endpoint.Calls);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(307)]
    public async Task CallAsync_AnswerThatIsNone_IsAFailureForTheModel(int status)
    {
        _endpoint.OnCall = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = _endpoint.Url;
            return context.Response.WriteAsync("internals");
        };

        var outcome = await CallAsync("""{"order":7}""");

        Assert.Equal($"The tool answered with status {status}.", Message(outcome));
        Assert.Single(_endpoint.Calls);
    }

    [Fact]
    public async Task CallAsync_AnswerThatSaysItFailed_Failed()
    {
        _endpoint.OnCall = context => context.Response.WriteAsync("""{"success":false,"message":"Sold out."}""");

        var outcome = await CallAsync("""{"order":7}""");

        Assert.True(outcome.Failed);
        Assert.Equal("Sold out.", Message(outcome));
    }

    [Theory]
    [InlineData("text/plain; charset=utf8")]
    [InlineData("text/plain; charset=windows-1252")]
    [InlineData("text/plain; charset=\"\"")]
    public async Task CallAsync_AnswerInACharsetNobodyKnows_IsTheResult(string type)
    {
        _endpoint.OnCall = context =>
        {
            context.Response.Headers.ContentType = type;
            return context.Response.WriteAsync("Bestellt: 7 Stück");
        };

        var outcome = await CallAsync("""{"order":7}""");

        Assert.Equal(new ToolOutcome("Bestellt: 7 Stück", Failed: false), outcome);
    }

    [Fact]
    public async Task CallAsync_AnswerWithoutEnd_IsCutOff()
    {
        _endpoint.OnCall = async context =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        };

        var outcome = await CallAsync("""{"order":7}""").WithTimeout();

        Assert.Equal("The tool's answer is too long to be used.", Message(outcome));
    }

    [Fact]
    public async Task CallAsync_PrivateAddress_IsNotDialled()
    {
        var outcome = await CallAsync("""{"order":7}""", new EgressOptions { AllowInsecure = true });

        Assert.Equal("The tool cannot be reached.", Message(outcome));
        Assert.Empty(_endpoint.Calls);
    }

    [Fact]
    public async Task CallAsync_Cancelled_AbortsTheCall()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelling = new CancellationTokenSource();
        _endpoint.OnCall = async context =>
        {
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            await cancelling.CancelAsync();
            await aborted.Task.WithTimeout();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            CallAsync("""{"order":7}""", cancelling: cancelling.Token)
        );

        await aborted.Task.WithTimeout();
    }

    private async Task<ToolOutcome> CallAsync(
        string arguments,
        EgressOptions? egress = null,
        CancellationToken? cancelling = null
    )
    {
        var rules = Options.Create(egress ?? new EgressOptions { AllowInsecure = true, AllowPrivateNetworks = true });
        using var endpoint = new CustomToolEndpoint(
            new EgressHandler(rules, new DnsHostResolver()),
            _clock,
            new ToolsLog(NullLogger<ToolsLog>.Instance)
        );
        var options = new CustomToolOptions
        {
            Name = "look_up",
            Description = "Looks an order up.",
            Schema = Schema,
            Url = _endpoint.Url,
            Secret = Secret,
        };
        var scope = new ToolScope(ReplyScene.Visitor.TenantId, "c1", "r1", "") { MessageId = "m1" };
        return await new CustomTool(options, endpoint).CallAsync(
            new ToolInvocation(scope, "r1:1.1", JsonElement.Parse(arguments)),
            cancelling ?? TestContext.Current.CancellationToken
        );
    }

    private static string Message(ToolOutcome outcome) =>
        JsonElement.Parse(outcome.Result).GetProperty("message").GetString()!;
}
