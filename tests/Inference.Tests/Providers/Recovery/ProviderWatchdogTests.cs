using Chat.Inference.Fakes;
using Chat.Inference.Prompts;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Recovery;

/// <summary>How long a provider may be silent, on a clock that the test turns.</summary>
public sealed class ProviderWatchdogTests
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
    private readonly ScriptedProvider _provider = new();
    private readonly ProvidersOptions _options = new()
    {
        FirstTokenTimeout = TimeSpan.FromSeconds(30),
        IdleTimeout = TimeSpan.FromSeconds(20),
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreamAsync_SignsOfLife_OutlastBothLimits()
    {
        await using var steps = Stream();
        for (var sign = 0; sign < 5; sign++)
        {
            var next = steps.MoveNextAsync();
            await PassAsync(19);
            _provider.Then(ProviderProgress.Instance);
            Assert.True(await next.AsTask().WithTimeout());
        }

        _provider.Says("Hello");

        Assert.True(await steps.MoveNextAsync().AsTask().WithTimeout());
        Assert.Equal(new ProviderDelta("Hello"), steps.Current);
    }

    [Theory]
    [InlineData(false, ProviderFailureKind.FirstTokenTimeout)]
    [InlineData(true, ProviderFailureKind.IdleTimeout)]
    internal async Task StreamAsync_SilenceBehindASignOfLife_TimesOut(bool hasText, ProviderFailureKind kind)
    {
        await using var steps = Stream();
        if (hasText)
        {
            _provider.Says("Hello");
            Assert.True(await steps.MoveNextAsync());
        }
        _provider.Then(ProviderProgress.Instance);
        Assert.True(await steps.MoveNextAsync());

        var next = steps.MoveNextAsync();
        await PassAsync(20);

        Assert.True(await next.AsTask().WithTimeout());
        Assert.Equal(new ProviderFailed(new ProviderFailure(kind)), steps.Current);
    }

    [Fact]
    public async Task StreamAsync_NoSignOfLife_WaitsAsLongAsForTheFirstToken()
    {
        await using var steps = Stream();

        var next = steps.MoveNextAsync();
        await PassAsync(29);
        Assert.False(next.IsCompleted);
        await PassAsync(1);

        Assert.True(await next.AsTask().WithTimeout());
        Assert.Equal(new ProviderFailed(new ProviderFailure(ProviderFailureKind.FirstTokenTimeout)), steps.Current);
    }

    private IAsyncEnumerator<ProviderEvent> Stream() =>
        new ProviderWatchdog(Options.Create(_options), _clock)
            .StreamAsync(_provider, Prompt, _clock.GetTimestamp(), Cancelled)
            .GetAsyncEnumerator(Cancelled);

    private async Task PassAsync(int seconds)
    {
        await _clock.WaitForTimersAsync(1, Cancelled);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
