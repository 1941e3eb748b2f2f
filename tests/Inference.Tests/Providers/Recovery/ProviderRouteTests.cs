using Chat.Inference.Fakes;
using Chat.Inference.Prompts;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Recovery;

/// <summary>Who is asked, how often, and what the reply hears of it, for each failure before the first token.</summary>
public sealed class ProviderRouteTests
{
    private readonly FlakyProvider _first = new();
    private readonly FlakyProvider _second = new();

    [Theory]
    [InlineData(ProviderFailureKind.Unreachable, 3, 1)]
    [InlineData(ProviderFailureKind.RateLimited, 3, 1)]
    [InlineData(ProviderFailureKind.Overloaded, 3, 1)]
    [InlineData(ProviderFailureKind.CutOff, 3, 1)]
    [InlineData(ProviderFailureKind.Malformed, 3, 1)]
    [InlineData(ProviderFailureKind.FirstTokenTimeout, 1, 1)]
    [InlineData(ProviderFailureKind.Unauthorized, 1, 1)]
    [InlineData(ProviderFailureKind.Rejected, 1, 1)]
    [InlineData(ProviderFailureKind.Empty, 1, 1)]
    [InlineData(ProviderFailureKind.CircuitOpen, 1, 1)]
    [InlineData(ProviderFailureKind.ContentFiltered, 1, 0)]
    [InlineData(ProviderFailureKind.Refused, 1, 0)]
    internal async Task StreamAsync_FirstKeepsFailing_AsksWhoCanStillHelp(
        ProviderFailureKind kind,
        int triesOfTheFirst,
        int triesOfTheSecond
    )
    {
        Fail(_first, kind, 3);

        var events = await StreamAsync(Line(_second));

        Assert.Equal((triesOfTheFirst, triesOfTheSecond), (_first.Tries, _second.Tries));
        Assert.Equal(triesOfTheSecond, events.OfType<ProviderSwitched>().Count());
        Assert.Equal(triesOfTheSecond == 0, events[^1] is ProviderFailed { Failure.Kind: var end } && end == kind);
    }

    [Fact]
    public async Task StreamAsync_BothFail_TellsOfEachTryAndEndsWithTheLast()
    {
        Fail(_first, ProviderFailureKind.Overloaded, 3);
        Fail(_second, ProviderFailureKind.Unreachable, 3);

        var events = await StreamAsync(Line(_second));

        Assert.Equal(
            [
                ProviderFailureKind.Overloaded,
                ProviderFailureKind.Overloaded,
                ProviderFailureKind.Overloaded,
                ProviderFailureKind.Unreachable,
                ProviderFailureKind.Unreachable,
            ],
            events.OfType<ProviderTryFailed>().Select(tried => tried.Failure.Kind)
        );
        Assert.Equal(ProviderFailureKind.Unreachable, Assert.IsType<ProviderFailed>(events[^1]).Failure.Kind);
    }

    [Fact]
    public async Task StreamAsync_SeveralTries_TellsWhenTheNextOneBegins()
    {
        Fail(_first, ProviderFailureKind.Overloaded, 2);

        var events = await StreamAsync(fallback: null);

        Assert.Equal(
            [
                typeof(ProviderTryFailed),
                typeof(ProviderTriedAgain),
                typeof(ProviderTryFailed),
                typeof(ProviderTriedAgain),
                typeof(ProviderDelta),
                typeof(ProviderCompleted),
            ],
            events.Select(said => said.GetType())
        );
    }

    [Fact]
    public async Task StreamAsync_RetryHelps_AsksNobodyElse()
    {
        Fail(_first, ProviderFailureKind.Overloaded, 1);

        var events = await StreamAsync(Line(_second));

        Assert.Equal((2, 0), (_first.Tries, _second.Tries));
        Assert.Equal("Hello", Assert.Single(events.OfType<ProviderDelta>()).Text);
    }

    [Fact]
    public async Task StreamAsync_NoFallback_EndsWithTheFailure()
    {
        Fail(_first, ProviderFailureKind.Unauthorized, 1);

        var events = await StreamAsync(fallback: null);

        Assert.Equal(
            ProviderFailureKind.Unauthorized,
            Assert.IsType<ProviderFailed>(Assert.Single(events)).Failure.Kind
        );
    }

    private static void Fail(FlakyProvider provider, ProviderFailureKind kind, int times)
    {
        for (var i = 0; i < times; i++)
        {
            provider.Failures.Enqueue(new ProviderFailure(kind));
        }
    }

    private static ProviderLine Line(FlakyProvider provider)
    {
        var clock = new FakeTimeProvider();
        return new ProviderLine(
            provider,
            new ProviderWatchdog(Options.Create(new ProvidersOptions()), clock),
            Options.Create(new RecoveryOptions { MaxRetries = 2, RetryDelay = TimeSpan.Zero }),
            clock,
            new ProviderLog(NullLogger<ProviderLog>.Instance)
        );
    }

    private async Task<List<ProviderEvent>> StreamAsync(ProviderLine? fallback)
    {
        var route = new ProviderRoute(Line(_first), fallback, new ProviderLog(NullLogger<ProviderLog>.Instance));
        var prompt = new ChatPrompt
        {
            SystemText = "",
            History = [],
            Question = "Why?",
            Passages = [],
            KnowledgeConsulted = true,
        };
        var events = new List<ProviderEvent>();
        await foreach (var said in route.StreamAsync(prompt, TestContext.Current.CancellationToken))
        {
            events.Add(said);
        }
        return events;
    }
}
