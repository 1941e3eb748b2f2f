using Chat.Inference.Fakes;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;

namespace Chat.Inference.Providers.UnderFire;

/// <summary>Providers that change while the service runs.</summary>
public sealed class ReloadTests
{
    /// <summary>A busy machine must not make an answer late that is about something else.</summary>
    private static readonly (string, string) Patient = ("Inference:FirstTokenTimeout", "00:00:20");

    private static string Own => $"Inference:Tenants:{ReplyScene.Visitor.TenantId}";

    [Fact]
    public async Task Change_AnotherProviderForTheTenant_AnswersTheNextQuestion()
    {
        await using var scene = await UnderFireScene.StartAsync("claude", Patient);
        await scene.Reply.RunAsync().WithTimeout();

        scene.Change((Own + ":Provider", "local"));
        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal(["claude", "local"], Answered(scene));
    }

    [Fact]
    public async Task Change_AnotherKey_IsSentWithTheNextQuestion()
    {
        await using var scene = await UnderFireScene.StartAsync(
            "openai",
            Patient,
            ("OPENAI_API_KEY", ""),
            ("Inference:openai:ApiKey", "old")
        );
        await scene.Reply.RunAsync().WithTimeout();

        using var circuits = new MeterRecorder(scene.Meters, "chat.inference.provider.circuits");

        scene.Change(("Inference:openai:ApiKey", "new"));
        await scene.Reply.RunAsync().WithTimeout();

        Assert.Single(circuits.Observe());

        Assert.Equal("Bearer old", (await scene.RequestAsync()).Authorization);
        Assert.Equal("Bearer new", (await scene.RequestAsync()).Authorization);
    }

    [Fact]
    public async Task Change_Wrong_LeavesTheOldInForceUntilItIsRight()
    {
        await using var scene = await UnderFireScene.StartAsync("claude", Patient);

        scene.Change((Own + ":Provider", "openai"));
        await scene.Reply.RunAsync().WithTimeout();
        scene.Change((Own + ":Provider", "local"));
        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal(["claude", "local"], Answered(scene));
    }

    [Fact]
    public async Task Change_WhileAnAnswerRuns_LetsItEnd()
    {
        await using var scene = await UnderFireScene.StartAsync(
            "claude",
            Patient,
            ("Inference:IdleTimeout", "00:01:00")
        );
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Upstream.Behaviour = async context =>
        {
            await FakeUpstream.WriteAsync(context, scene.Wire.Opening + scene.Wire.Word("Half"), 4096);
            await gate.Task;
            await context.Response.WriteAsync(
                scene.Wire.Word(" whole") + scene.Wire.End(scene.Wire.Complete),
                context.RequestAborted
            );
        };

        var running = scene.Reply.RunAsync();
        await scene.TextArrivesAsync();
        scene.Change(("CHAT_PROVIDER", "local"));
        gate.SetResult();
        await running.WithTimeout();

        Assert.Equal("Half whole", scene.Reply.Caller.Text);
    }

    private static IEnumerable<string> Answered(UnderFireScene scene) =>
        scene.Reply.Caller.Events.Where(step => step.Done is not null).Select(step => step.Done.Message.Usage.Provider);
}
