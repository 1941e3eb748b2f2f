using Chat.Inference.Fakes;
using Chat.Testing.Time;

namespace Chat.Inference.Tools;

public sealed class ToolMetricsTests
{
    [Theory]
    [InlineData("fine", "chat.tool.kind=custom")]
    [InlineData("lead", "chat.tool.kind=capture_lead")]
    [InlineData("refused", "chat.tool.kind=mcp error.type=failed")]
    [InlineData("broken", "chat.tool.kind=custom error.type=exception")]
    [InlineData("long", "chat.tool.kind=custom error.type=result_too_long")]
    [InlineData("invented", "chat.tool.kind=unknown error.type=unknown_tool")]
    public async Task RunAsync_Call_IsMeasuredByKindAndFailure(string tool, string tags)
    {
        using var scene = Scene();
        using var recorder = Record(scene);
        scene.Provider.Calls(tool).Says("Done").Completes();

        await scene.RunAsync().WithTimeout();

        Assert.Equal([tags], recorder.Tags);
    }

    [Fact]
    public async Task RunAsync_ToolInTimeAndTooLate_AreToldApart()
    {
        var hanging = FakeTool.Hanging("hanging");
        using var scene = Scene(hanging);
        using var recorder = Record(scene);
        scene.Provider.Calls("hanging", "fine").Says("Done").Completes();

        var reply = scene.RunAsync();
        await hanging.Started.WithTimeout();
        scene.Clock.Advance(TimeSpan.FromSeconds(31));
        await reply.WithTimeout();

        Assert.Equal(
            ["chat.tool.kind=custom", "chat.tool.kind=custom error.type=timeout"],
            recorder.Tags.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task RunAsync_CallerLeaves_IsCancelledAndNotTheToolsFailure()
    {
        var hanging = FakeTool.Hanging("hanging");
        using var scene = Scene(hanging);
        using var recorder = Record(scene);
        scene.Provider.Calls("hanging");

        var reply = scene.RunAsync();
        await hanging.Started.WithTimeout();
        scene.CallerLeaves();
        await reply.WithTimeout();

        Assert.Equal(["chat.tool.kind=custom error.type=cancelled"], recorder.Tags);
    }

    private static MeterRecorder Record(ReplyScene scene) => new(scene.Meters, "chat.inference.tool.duration");

    private static ReplyScene Scene(params ITool[] more) =>
        new()
        {
            Tools =
            [
                new FakeTool("fine", ToolOutcome.Success("Fine.")),
                new FakeTool("lead", ToolOutcome.Success("Fine.")) { Kind = ToolKind.CaptureLead },
                new FakeTool("refused", ToolOutcome.Failure("No.")) { Kind = ToolKind.Mcp },
                new FakeTool("broken", (_, _) => throw new InvalidOperationException("secret")),
                new FakeTool("long", ToolOutcome.Success(new string('x', 30_000))),
                .. more,
            ],
        };
}
