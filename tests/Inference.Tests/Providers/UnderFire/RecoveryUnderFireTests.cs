using System.Diagnostics;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;

namespace Chat.Inference.Providers.UnderFire;

/// <summary>Retries, fallback and breaker with each vendor's real client over real sockets.</summary>
public sealed class RecoveryUnderFireTests
{
    public static TheoryData<string> Vendors => VendorWire.Names;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_429WithRetryAfter_WaitsAsLongAndIsAnswered(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(
            vendor,
            ("Inference:Recovery:MaxRetries", "1"),
            ("Inference:FirstTokenTimeout", "00:00:20")
        );
        var refusedAt = 0L;
        scene.Upstream.Behaviour = context =>
        {
            if (refusedAt != 0)
            {
                return FakeUpstream.WriteAsync(context, scene.Wire.Whole("Hello"), 4096);
            }
            refusedAt = Stopwatch.GetTimestamp();
            context.Response.Headers.RetryAfter = "1";
            return RefuseAsync(context, 429);
        };

        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal("Hello", scene.Reply.Caller.Text);
        Assert.True(Stopwatch.GetElapsedTime(refusedAt) >= TimeSpan.FromSeconds(0.95));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_429WithALongRetryAfter_IsNotRetried(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(vendor, ("Inference:Recovery:MaxRetries", "2"));
        scene.Upstream.Behaviour = context =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return RefuseAsync(context, 429);
        };

        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal("provider_rate_limited", scene.Reply.Caller.Events[^1].Error.Code);
        Assert.Equal(1, scene.Upstream.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_FailsTwice_IsAnsweredByTheThirdTry(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(
            vendor,
            ("Inference:Recovery:MaxRetries", "2"),
            ("Inference:FirstTokenTimeout", "00:00:20")
        );
        var tries = 0;
        scene.Upstream.Behaviour = context =>
            ++tries switch
            {
                1 => RefuseAsync(context, 529),
                2 => FakeUpstream.WriteAsync(context, scene.Wire.Opening, 4096),
                _ => FakeUpstream.WriteAsync(context, scene.Wire.Whole("Hello"), 4096),
            };

        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal(("Hello", 3), (scene.Reply.Caller.Text, tries));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_FailsAfterTheFirstToken_IsNeitherRetriedNorHandedOver(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(
            vendor,
            ("Inference:Recovery:MaxRetries", "2"),
            ("CHAT_FALLBACK_PROVIDER", "local")
        );
        scene.Upstream.Behaviour = context =>
            FakeUpstream.WriteAsync(
                context,
                scene.Wire.Opening + scene.Wire.Word("Half") + scene.Wire.ErrorEvent,
                4096
            );

        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal(("Half", 1), (scene.Reply.Caller.Text, scene.Upstream.Requests.Count));
        Assert.Equal("Half", scene.Reply.Caller.Events[^1].Error.MessageKept.Text);
    }

    [Theory]
    [InlineData("claude", "gemini")]
    [InlineData("openai", "claude")]
    [InlineData("gemini", "openai")]
    public async Task Reply_ProviderDown_FallbackAnswersAndIsBooked(string vendor, string fallback)
    {
        await using var other = await UnderFireScene.StartAsync(fallback);
        await using var scene = await UnderFireScene.StartAsync(
            vendor,
            ("CHAT_FALLBACK_PROVIDER", fallback),
            ($"{other.Wire.Variables}_API_KEY", "other"),
            ($"{other.Wire.Variables}_BASE_URL", other.Wire.BaseUrl(other.Upstream.Address))
        );
        scene.Upstream.Behaviour = context => RefuseAsync(context, 500);

        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal("Hello", scene.Reply.Caller.Events[^1].Done.Message.Text);
        var usage = scene.Stored().Usage;
        Assert.Equal((fallback, "fake-1", 11L), (usage.Provider, usage.Model, usage.InputTokens));
        Assert.EndsWith("other", (await other.RequestAsync()).Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude", 11, 3, 2)]
    [InlineData("openai", null, 0, 0)]
    [InlineData("gemini", null, 0, 0)]
    public async Task Reply_TryCutOffBeforeItsText_IsBookedApartFromTheAnswer(
        string vendor,
        int? counted,
        int cached,
        int written
    )
    {
        await using var scene = await UnderFireScene.StartAsync(vendor, ("Inference:Recovery:MaxRetries", "2"));
        var tries = 0;
        scene.Upstream.Behaviour = context =>
            ++tries switch
            {
                1 => RefuseAsync(context, 529),
                2 => FakeUpstream.WriteAsync(context, scene.Wire.Opening, 4096),
                _ => FakeUpstream.WriteAsync(context, scene.Wire.Whole("Hello"), 4096),
            };

        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal((11L, 7L, 3L), CostOf(scene.Stored().Usage));
        var failed = Assert.Single(scene.Reply.Bookings.FailedTries);
        Assert.Equal(("provider_error", vendor, "m"), (failed.Code, failed.Usage.Provider, failed.Usage.Model));
        Assert.True(failed.Usage.InputTokens > 0);
        Assert.Equal(counted ?? failed.Usage.InputTokens, failed.Usage.InputTokens);
        Assert.Equal((cached, written), (failed.Usage.CachedInputTokens, failed.Usage.CacheWriteTokens));
        Assert.Empty(scene.Reply.Bookings.Booked);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_CallerLeavesDuringARetry_BooksTheFailedTry(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(
            vendor,
            ("Inference:Recovery:MaxRetries", "1"),
            ("Inference:FirstTokenTimeout", "00:01:00")
        );
        var tries = 0;
        scene.Upstream.Behaviour = context =>
            ++tries == 1
                ? FakeUpstream.WriteAsync(context, scene.Wire.Opening, 4096)
                : Task.Delay(Timeout.Infinite, context.RequestAborted);

        var running = scene.Reply.RunAsync();
        await scene.RequestAsync();
        var second = await scene.RequestAsync();
        scene.Reply.CallerLeaves();

        await second.Aborted.WithTimeout(TimeSpan.FromSeconds(1));
        await running.WithTimeout();
        Assert.Equal("provider_error", Assert.Single(scene.Reply.Bookings.FailedTries).Code);
        Assert.Equal("cancelled", Assert.Single(scene.Reply.Bookings.Booked).Interruption);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_FallbackTakesOver_BooksWhatTheFirstHadRead(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(vendor, ("CHAT_FALLBACK_PROVIDER", "local"));
        scene.Upstream.Behaviour = context => FakeUpstream.WriteAsync(context, scene.Wire.Whole(), 4096);

        await scene.Reply.RunAsync().WithTimeout();

        Assert.Equal("local", scene.Stored().Usage.Provider);
        var failed = Assert.Single(scene.Reply.Bookings.FailedTries);
        Assert.Equal(("provider_empty", vendor), (failed.Code, failed.Usage.Provider));
        Assert.Equal((11L, 7L, 3L), CostOf(failed.Usage));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_Refused_CostsNothing(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(vendor);
        scene.Upstream.Behaviour = context => RefuseAsync(context, 401);

        await scene.Reply.RunAsync().WithTimeout();

        var usage = Assert.Single(scene.Reply.Bookings.Booked).Usage;
        Assert.Equal((0L, 0L, false), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Reply_KeepsFailing_IsNoLongerAsked(string vendor)
    {
        await using var scene = await UnderFireScene.StartAsync(
            vendor,
            ("Inference:Recovery:BreakerMinimumTries", "3")
        );
        scene.Upstream.Behaviour = context => RefuseAsync(context, 500);

        for (var reply = 0; reply < 5; reply++)
        {
            await scene.Reply.RunAsync().WithTimeout();
        }

        var error = scene.Reply.Caller.Events[^1].Error;
        Assert.Equal(("provider_unavailable", true), (error.Code, error.Retryable));
        Assert.Equal(3, scene.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Reply_KeepsFailing_ShowsAnOpenCircuitBesideTheFallbacksClosedOne()
    {
        await using var scene = await UnderFireScene.StartAsync(
            "claude",
            ("CHAT_FALLBACK_PROVIDER", "local"),
            ("Inference:Recovery:BreakerMinimumTries", "2")
        );
        using var recorder = new MeterRecorder(scene.Meters, "chat.inference.provider.circuits");
        scene.Upstream.Behaviour = context => RefuseAsync(context, 500);
        var before = recorder.Observe();

        for (var reply = 0; reply < 3; reply++)
        {
            await scene.Reply.RunAsync().WithTimeout();
        }

        Assert.Equal(
            ["claude m closed", "local local closed", "claude m open", "local local closed"],
            Circuits(before).Concat(Circuits(recorder.Observe()))
        );
    }

    private static IEnumerable<string> Circuits(IEnumerable<(double Value, string Tags)> observed) =>
        observed.Select(circuit => Values(circuit.Tags)).Order(StringComparer.Ordinal);

    private static string Values(string tags) =>
        string.Join(' ', tags.Split(' ').Select(tag => tag[(tag.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    private static (long In, long Out, long Cached) CostOf(Usage usage) =>
        (usage.InputTokens, usage.OutputTokens, usage.CachedInputTokens);

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
