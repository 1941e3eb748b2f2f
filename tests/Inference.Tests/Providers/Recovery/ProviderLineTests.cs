using Chat.Inference.Fakes;
using Chat.Inference.Prompts;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Chat.Inference.Providers.Recovery;

/// <summary>Retries and breaker of one provider, on a clock that the test turns.</summary>
public sealed class ProviderLineTests
{
    private static readonly ChatPrompt Prompt = new()
    {
        SystemText = "",
        History = [],
        Question = "Why?",
        Passages = [],
        KnowledgeConsulted = true,
    };

    private readonly FakeTimeProvider _clock = new();
    private readonly FlakyProvider _provider = new();
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_AskedToWait_TriesNoSooner()
    {
        _provider.Failures.Enqueue(new ProviderFailure(ProviderFailureKind.RateLimited, TimeSpan.FromSeconds(2)));

        var opening = OpenAsync(Line(new RecoveryOptions()), _test);
        _clock.Advance(TimeSpan.FromSeconds(1.99));
        var early = _provider.Tries;
        _clock.Advance(TimeSpan.FromSeconds(0.6));
        await opening.WithTimeout();

        Assert.Equal((1, 2), (early, _provider.Tries));
    }

    [Fact]
    public async Task OpenAsync_WaitWouldOutlastTheFirstTokenTimeout_GivesUpAtOnce()
    {
        _provider.Failures.Enqueue(new ProviderFailure(ProviderFailureKind.RateLimited, TimeSpan.FromSeconds(40)));

        var opened = await OpenAsync(Line(new RecoveryOptions { MaxRetryDelay = TimeSpan.FromMinutes(1) }), _test)
            .WithTimeout();

        Assert.Equal((ProviderFailureKind.RateLimited, 1), (opened.Failure!.Kind, _provider.Tries));
    }

    [Theory]
    [InlineData(ProviderFailureKind.Unauthorized)]
    [InlineData(ProviderFailureKind.Rejected)]
    [InlineData(ProviderFailureKind.Empty)]
    [InlineData(ProviderFailureKind.ContentFiltered)]
    [InlineData(ProviderFailureKind.Refused)]
    [InlineData(ProviderFailureKind.FirstTokenTimeout)]
    internal async Task OpenAsync_AskingAgainCannotHelp_GivesUpAtOnce(ProviderFailureKind kind)
    {
        _provider.Failures.Enqueue(new ProviderFailure(kind));

        var opened = await OpenAsync(Line(new RecoveryOptions()), _test).WithTimeout();

        Assert.Equal((kind, 1), (opened.Failure!.Kind, _provider.Tries));
    }

    [Fact]
    public async Task OpenAsync_RestIsOver_LetsOneTryFindOut()
    {
        var line = await BrokenLineAsync();
        _provider.Failures.Enqueue(new ProviderFailure(ProviderFailureKind.Overloaded));
        _clock.Advance(TimeSpan.FromSeconds(16));

        var probe = await OpenAsync(line, _test);
        var after = await OpenAsync(line, _test);
        _clock.Advance(TimeSpan.FromSeconds(16));
        var recovered = await OpenAsync(line, _test);
        var closed = await OpenAsync(line, _test);

        Assert.Equal(ProviderFailureKind.Overloaded, probe.Failure!.Kind);
        Assert.Equal(ProviderFailureKind.CircuitOpen, after.Failure!.Kind);
        Assert.Null(recovered.Failure);
        Assert.Null(closed.Failure);
    }

    [Fact]
    public async Task OpenAsync_CallerLeavesTheTryThatFindsOut_StaysOpen()
    {
        var line = await BrokenLineAsync();
        _clock.Advance(TimeSpan.FromSeconds(16));
        using var caller = new CancellationTokenSource();
        _provider.Hangs = true;

        var probe = OpenAsync(line, caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.WithTimeout());
        _provider.Hangs = false;
        var after = await OpenAsync(line, _test);

        Assert.Equal(ProviderFailureKind.CircuitOpen, after.Failure!.Kind);
    }

    [Theory]
    [InlineData(ProviderFailureKind.Unreachable, true)]
    [InlineData(ProviderFailureKind.RateLimited, true)]
    [InlineData(ProviderFailureKind.Overloaded, true)]
    [InlineData(ProviderFailureKind.CutOff, true)]
    [InlineData(ProviderFailureKind.Malformed, true)]
    [InlineData(ProviderFailureKind.FirstTokenTimeout, true)]
    [InlineData(ProviderFailureKind.Unauthorized, false)]
    [InlineData(ProviderFailureKind.Rejected, false)]
    [InlineData(ProviderFailureKind.Empty, false)]
    [InlineData(ProviderFailureKind.ContentFiltered, false)]
    [InlineData(ProviderFailureKind.Refused, false)]
    internal async Task OpenAsync_SameFailureAgainAndAgain_OpensTheBreakerIfItIsTheProviders(
        ProviderFailureKind kind,
        bool opens
    )
    {
        var line = Line(new RecoveryOptions { BreakerMinimumTries = 2, MaxRetries = 0 });
        for (var reply = 0; reply < 5; reply++)
        {
            _provider.Failures.Enqueue(new ProviderFailure(kind));
            await OpenAsync(line, _test);
        }

        Assert.Equal(opens ? CircuitState.Open : CircuitState.Closed, line.Circuit);
        Assert.Equal(opens ? 2 : 5, _provider.Tries);
    }

    [Fact]
    public async Task OpenAsync_SignOfLife_IsNotTheBeginning()
    {
        var provider = new ScriptedProvider();
        provider.Then(new ProviderUsage(3, null)).Then(ProviderProgress.Instance).Fails(ProviderFailureKind.CutOff);
        provider.Says("Hello");
        var line = Line(new RecoveryOptions { RetryDelay = TimeSpan.Zero }, provider);

        var tries = new List<OpenedAnswer>();
        await foreach (var tried in line.TriesAsync(Prompt, _test))
        {
            tries.Add(tried);
        }

        Assert.Equal((true, 3L), (tries[0].IsRetried, tries[0].Usage?.InputTokens));
        Assert.Equal(new ProviderDelta("Hello"), tries[^1].First);
        await tries[^1].Rest!.DisposeAsync();
    }

    [Fact]
    public void For_EveryKind_HasARow() =>
        Assert.All(Enum.GetValues<ProviderFailureKind>(), kind => RecoveryTable.For(kind));

    private static async Task<OpenedAnswer> OpenAsync(ProviderLine line, CancellationToken caller)
    {
        var opened = default(OpenedAnswer);
        await foreach (var tried in line.TriesAsync(Prompt, caller))
        {
            opened = tried;
        }
        return opened;
    }

    private async Task<ProviderLine> BrokenLineAsync()
    {
        var line = Line(new RecoveryOptions { BreakerMinimumTries = 2, MaxRetries = 0 });
        for (var reply = 0; reply < 2; reply++)
        {
            _provider.Failures.Enqueue(new ProviderFailure(ProviderFailureKind.Overloaded));
            await OpenAsync(line, _test);
        }
        var tries = _provider.Tries;
        Assert.Equal(ProviderFailureKind.CircuitOpen, (await OpenAsync(line, _test)).Failure!.Kind);
        Assert.Equal(tries, _provider.Tries);
        return line;
    }

    private ProviderLine Line(RecoveryOptions options, IChatProvider? provider = null) =>
        new(
            provider ?? _provider,
            new ProviderWatchdog(Options.Create(new ProvidersOptions()), _clock),
            Options.Create(options),
            _clock,
            new ProviderLog(NullLogger<ProviderLog>.Instance)
        );
}
