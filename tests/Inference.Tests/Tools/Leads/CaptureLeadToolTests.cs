using System.Text.Json;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Inference.Tools.Leads;

public sealed class CaptureLeadToolTests
{
    private const string Complete =
        """{"name":"Ada","email":"ada@example.com","phone":"1","projectDetails":"An engine","company":true}""";

    private readonly FakeLeads _leads = new();

    [Fact]
    public async Task CallAsync_Complete_StoresItAndTellsTheModel()
    {
        var outcome = await CallAsync(Complete);

        var request = Assert.Single(_leads.Requests);
        Assert.Equal(("c1", "r1:1.1"), (request.ConversationId, request.ToolCallId));
        Assert.Equal(("m1", "r1"), (request.MessageId, request.ReplyId));
        Assert.Equal(
            ("Ada", "ada@example.com", "", "1"),
            (request.Name, request.Email, request.Company, request.Phone)
        );
        Assert.Equal("l1", outcome.Lead!.Id);
        Assert.True(JsonDocument.Parse(outcome.Result).RootElement.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData("491701234567", "491701234567")]
    [InlineData("0.5", "0.5")]
    [InlineData("null", "")]
    [InlineData("[1]", "")]
    [InlineData("{}", "")]
    public async Task CallAsync_PhoneThatIsNoText_IsTakenIfItIsANumber(string phone, string expected)
    {
        await CallAsync($$"""{"name":"Ada","email":"ada@example.com","projectDetails":"x","phone":{{phone}}}""");

        Assert.Equal(expected, Assert.Single(_leads.Requests).Phone);
    }

    [Theory]
    [InlineData("", "configured")]
    [InlineData("chatcops-widget", "chatcops-widget")]
    public async Task CallAsync_Source_IsTheDialectsOrTheConfiguredOne(string asked, string expected)
    {
        await CallAsync(Complete, asked);

        Assert.Equal(expected, Assert.Single(_leads.Requests).Source);
    }

    [Fact]
    public async Task CallAsync_WrongFields_TellsTheModelAllOfThem()
    {
        _leads.OnCapture = _ =>
            throw new Invalid([
                new FieldFault("/name", "length", "Must not be empty."),
                new FieldFault("/email", "format", "Must be an address."),
            ]).ToRpcException();

        var outcome = await CallAsync("{}");

        Assert.True(outcome.Failed);
        Assert.Null(outcome.Lead);
        Assert.Equal(
            "name: Must not be empty. email: Must be an address.",
            JsonDocument.Parse(outcome.Result).RootElement.GetProperty("message").GetString()
        );
    }

    [Fact]
    public async Task CallAsync_StoreAway_IsAFailureForTheModel()
    {
        _leads.OnCapture = _ => throw new Unavailable("store_unavailable", "Away.").ToRpcException();

        var outcome = await CallAsync(Complete);

        Assert.True(outcome.Failed);
        Assert.DoesNotContain("Away", outcome.Result, StringComparison.Ordinal);
    }

    private Task<ToolOutcome> CallAsync(string arguments, string source = "")
    {
        var log = new ToolsLog(NullLogger<ToolsLog>.Instance);
        var tool = new CaptureLeadTool(new LeadCapture(_leads, new ServiceName("inference"), log), "configured");
        var scope = new ToolScope(ReplyScene.Visitor.TenantId, "c1", "r1", source) { MessageId = "m1" };
        return tool.CallAsync(
            new ToolInvocation(scope, "r1:1.1", JsonElement.Parse(arguments)),
            TestContext.Current.CancellationToken
        );
    }
}
