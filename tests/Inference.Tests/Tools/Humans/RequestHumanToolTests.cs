using System.Text.Json;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Inference.Tools.Humans;

public sealed class RequestHumanToolTests
{
    private readonly FakeAssignments _assignments = new();

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"department":" Sales "}""", "Sales")]
    [InlineData("""{"department":7}""", "")]
    public async Task CallAsync_Asked_QueuesTheReplysConversation(string arguments, string department)
    {
        var outcome = await CallAsync(arguments);

        var request = Assert.Single(_assignments.Requests);
        Assert.Equal(("c1", department), (request.ConversationId, request.Needs.Department));
        Assert.False(outcome.Failed);
    }

    [Fact]
    public async Task CallAsync_DepartmentTooLong_IsCut()
    {
        await CallAsync($$"""{"department":"{{new string('d', 100)}}"}""");

        Assert.Equal(64, Assert.Single(_assignments.Requests).Needs.Department.Length);
    }

    [Fact]
    public async Task CallAsync_DepartmentCutWithinAPair_LosesTheHalf()
    {
        await CallAsync($$"""{"department":"{{new string('d', 63)}}😀"}""");

        Assert.Equal(new string('d', 63), Assert.Single(_assignments.Requests).Needs.Department);
    }

    [Fact]
    public async Task CallAsync_Refused_IsAFailureForTheModel()
    {
        _assignments.Failure = new Unavailable("store_unavailable", "Away.").ToRpcException();

        var outcome = await CallAsync("{}");

        Assert.True(outcome.Failed);
        Assert.DoesNotContain("Away", outcome.Result, StringComparison.Ordinal);
    }

    private Task<ToolOutcome> CallAsync(string arguments)
    {
        var log = new ToolsLog(NullLogger<ToolsLog>.Instance);
        var tool = new RequestHumanTool(new HumanRequests(_assignments, new ServiceName("inference"), log));
        var scope = new ToolScope(ReplyScene.Visitor.TenantId, "c1", "r1", "") { MessageId = "m1" };
        return tool.CallAsync(
            new ToolInvocation(scope, "r1:1.1", JsonElement.Parse(arguments)),
            TestContext.Current.CancellationToken
        );
    }
}
