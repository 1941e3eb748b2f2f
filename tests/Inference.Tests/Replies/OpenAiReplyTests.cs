using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Chat.Inference.Replies;

/// <summary>Replies of the openai provider through the running service, against an upstream that misbehaves.</summary>
[Trait("Level", "Component")]
public sealed class OpenAiReplyTests(InferenceFixture service) : IClassFixture<InferenceFixture>
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4096)]
    [InlineData(7)]
    [InlineData(1)]
    public async Task Reply_WholeAnswerInPieces_IsStreamedAndCommitted(int pieceBytes)
    {
        service.Upstream.Behaviour = context =>
            FakeUpstream.WriteAsync(context, FakeUpstream.Whole("Grüße", " aus", " 😀"), pieceBytes);

        var events = await service.AnswerAsync("Hallo?").WithTimeout();

        Assert.Equal(["Grüße", " aus", " 😀"], events.Where(e => e.Delta is not null).Select(e => e.Delta.Text));
        Assert.Equal([0, 5, 9], events.Where(e => e.Delta is not null).Select(e => e.Delta.Offset));
        Assert.Equal("Grüße aus 😀", events[^1].Done.Message.Text);
    }

    // Postgres stores no U+0000: the answer would be lost when it is complete.
    [Fact]
    public async Task Reply_CharacterThatNoMessageTakes_IsReplaced()
    {
        service.Upstream.Behaviour = context =>
            FakeUpstream.WriteAsync(context, FakeUpstream.Whole("a\\u0000", "b"), 4096);

        var events = await service.AnswerAsync("Hi?").WithTimeout();

        Assert.Equal(["a\uFFFD", "b"], events.Where(e => e.Delta is not null).Select(e => e.Delta.Text));
        Assert.Equal("a\uFFFDb", events[^1].Done.Message.Text);
    }

    [Fact]
    public async Task Reply_UpstreamCounts_GivesItsUsageAndModel()
    {
        service.Upstream.Behaviour = context => FakeUpstream.WriteAsync(context, FakeUpstream.Whole("Hi"), 4096);

        var usage = (await service.AnswerAsync("Hi?").WithTimeout()).Single(e => e.Usage is not null).Usage;

        Assert.Equal(
            ("openai", "fake-1", 11L, 7L, false),
            (usage.Provider, usage.Model, usage.InputTokens, usage.OutputTokens, usage.Estimated)
        );
    }

    [Fact]
    public async Task Reply_Request_CarriesKeyPathAndQuestion()
    {
        service.Upstream.Behaviour = context => FakeUpstream.WriteAsync(context, FakeUpstream.Whole("Hi"), 4096);
        while (service.Upstream.Requests.TryRead(out _)) { }

        await service.AnswerAsync("Is \"this\" sent?").WithTimeout();

        var request = await service.Upstream.Requests.ReadAsync(_test).AsTask().WithTimeout();
        Assert.Equal(("/v1/chat/completions", "Bearer sk-test"), (request.Path, request.Authorization));
        Assert.Contains("Is \\u0022this\\u0022 sent?", request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "provider_rate_limited", true)]
    [InlineData(500, "provider_error", true)]
    [InlineData(529, "provider_error", true)]
    [InlineData(401, "provider_unauthorized", false)]
    [InlineData(404, "provider_rejected", false)]
    public async Task Reply_UpstreamRefuses_IsAnErrorAfterAccepted(int status, string code, bool retryable)
    {
        service.Upstream.Behaviour = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("{\"error\":{\"message\":\"no\"}}", context.RequestAborted);
        };

        var events = await service.AnswerAsync("Hi?").WithTimeout();

        Assert.NotNull(events[0].Accepted);
        Assert.Equal((code, retryable), (events[^1].Error.Code, events[^1].Error.Retryable));
        Assert.Null(events[^1].Error.MessageKept);
    }

    [Fact]
    public async Task Reply_UpstreamHangs_TimesOutAndIsAborted()
    {
        service.Upstream.Behaviour = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        while (service.Upstream.Requests.TryRead(out _)) { }

        var events = await service.AnswerAsync("Hi?").WithTimeout();

        Assert.Equal("provider_timeout", events[^1].Error.Code);
        await (await service.Upstream.Requests.ReadAsync(_test)).Aborted.WithTimeout();
    }

    [Fact]
    public async Task Reply_UpstreamStallsMidStream_KeepsTheText()
    {
        service.Upstream.Behaviour = async context =>
        {
            await FakeUpstream.WriteAsync(context, FakeUpstream.Word("Half"), 4096);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        var events = await service.AnswerAsync("Hi?").WithTimeout();

        var error = events[^1].Error;
        Assert.Equal("provider_timeout", error.Code);
        Assert.Equal(
            ("Half", MessageState.Interrupted, "provider_failed"),
            (error.MessageKept.Text, error.MessageKept.State, error.MessageKept.InterruptionReason)
        );
    }

    [Fact]
    public async Task Reply_ConnectionCutMidStream_KeepsTheText()
    {
        // A reset throws away what the reader has not taken yet, so the cut waits until the text has arrived.
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.Upstream.Behaviour = async context =>
        {
            await FakeUpstream.WriteAsync(context, FakeUpstream.Word("Half"), 4096);
            await arrived.Task;
            context.Abort();
        };

        using var call = service.Ask("Hi?", ReplyScene.Visitor);
        ReplyEvent? last = null;
        await foreach (var batch in call.ResponseStream.ReadAllAsync(_test))
        {
            last = batch.Events[^1];
            if (batch.Events.Any(step => step.Delta is not null))
            {
                arrived.TrySetResult();
            }
        }

        Assert.Equal(("provider_error", "Half"), (last!.Error.Code, last.Error.MessageKept.Text));
    }

    [Theory]
    [InlineData("data: {\"choices\":[{]\n\n", "provider_error")]
    [InlineData(
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
        "provider_empty"
    )]
    [InlineData(
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\ndata: [DONE]\n\n",
        "provider_content_filtered"
    )]
    public async Task Reply_AnswerWithoutUse_IsAnError(string body, string code)
    {
        service.Upstream.Behaviour = context => FakeUpstream.WriteAsync(context, body, 4096);

        Assert.Equal(code, (await service.AnswerAsync("Hi?").WithTimeout())[^1].Error.Code);
    }

    [Fact]
    public async Task Reply_CallerCancels_AbortsTheUpstreamAndCommitsWhatWasSaid()
    {
        service.Upstream.Behaviour = async context =>
        {
            await FakeUpstream.WriteAsync(context, FakeUpstream.Word("Half"), 4096);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        while (service.Upstream.Requests.TryRead(out _)) { }
        while (service.Sessions.Spoken.TryRead(out _)) { }

        using var call = service.Ask("Hi?", ReplyScene.Visitor);
        while (await call.ResponseStream.MoveNext(_test))
        {
            if (call.ResponseStream.Current.Events.Any(step => step.Delta is not null))
            {
                break;
            }
        }
        call.Dispose();

        await (await service.Upstream.Requests.ReadAsync(_test)).Aborted.WithTimeout(TimeSpan.FromSeconds(5));
        SpeakCommit? commit = null;
        while (commit is null)
        {
            commit = (await service.Sessions.Spoken.ReadAsync(_test).AsTask().WithTimeout()).Commit;
        }
        Assert.Equal(("Half", "cancelled"), (commit.Text, commit.InterruptionReason));
    }

    [Fact]
    public async Task Reply_PageTooLong_IsRefusedBeforeAnythingIsStored()
    {
        using var call = new Contracts.Inference.V1.Replies.RepliesClient(
            Grpc.Net.Client.GrpcChannel.ForAddress(service.Host.GrpcAddress)
        ).Reply(
            new ReplyRequest
            {
                Text = "Hi?",
                Page = new PageContext { Title = new string('x', 501) },
            },
            new Metadata { { "authorization", $"Bearer {service.Token(ReplyScene.Visitor)}" } },
            cancellationToken: _test
        );

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(_test));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
    }

    [Fact]
    public async Task Reply_WithoutIdentity_IsRefused()
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(service.Host.GrpcAddress);
        using var call = new Contracts.Inference.V1.Replies.RepliesClient(channel).Reply(
            new ReplyRequest { Text = "Hi?" },
            cancellationToken: _test
        );

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(_test));

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }

    [Fact]
    public Task Get_Health_BecomesHealthy() =>
        Eventually.TrueAsync(
            async () =>
            {
                using var response = await service.Host.Http.GetAsync(new Uri("/health", UriKind.Relative), _test);
                return response.IsSuccessStatusCode;
            },
            _test
        );
}
