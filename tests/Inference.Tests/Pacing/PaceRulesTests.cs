using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Pacing;

public sealed class PaceRulesTests
{
    [Fact]
    public void Fault_WithinBounds_IsNone()
    {
        Assert.Null(PaceRules.Fault(new ReplyPace { DebounceMilliseconds = 60_000 }));
        Assert.Null(PaceRules.Fault(Paces.Person()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(60_001)]
    public void Fault_Debounce_IsNamed(int milliseconds) =>
        Assert.Equal(
            "/pace/debounceMilliseconds",
            PaceRules.Fault(new ReplyPace { DebounceMilliseconds = milliseconds })?.Pointer
        );

    public static TheoryData<string, Action<TypingSimulation>> Faulty =>
        new()
        {
            { "delivery", static person => person.Delivery = null },
            { "delivery", static person => person.Delivery.MinMilliseconds = -1 },
            { "read", static person => person.Read.MaxMilliseconds = 60_001 },
            { "beforeTyping", static person => person.BeforeTyping.MinMilliseconds = 5_000 },
            { "betweenBubbles", static person => person.BetweenBubbles = null },
            { "charactersPerMinute", static person => person.CharactersPerMinute = 0 },
            { "delivery", static person => person.Delivery.MaxMilliseconds = 60_001 },
            { "read", static person => person.Read = null },
            { "beforeTyping", static person => person.BeforeTyping = null },
            { "betweenBubbles", static person => person.BetweenBubbles.MaxMilliseconds = 999 },
            { "charactersPerMinute", static person => person.CharactersPerMinute = 59 },
            { "charactersPerMinute", static person => person.CharactersPerMinute = 60_001 },
            { "minTypingMilliseconds", static person => person.MinTypingMilliseconds = -1 },
            { "minTypingMilliseconds", SlowAtLeast(10_001) },
            { "maxTypingMilliseconds", static person => person.MinTypingMilliseconds = 5_001 },
            { "maxTypingMilliseconds", static person => person.MaxTypingMilliseconds = 60_001 },
        };

    public static TheoryData<Action<TypingSimulation>> AtTheBound =>
        new()
        {
            { static person => person.Delivery = new DelayRange() },
            { static person => person.Read = new DelayRange { MinMilliseconds = 60_000, MaxMilliseconds = 60_000 } },
            { static person => person.CharactersPerMinute = 60 },
            { static person => person.CharactersPerMinute = 60_000 },
            { static person => person.MinTypingMilliseconds = 0 },
            { static person => person.MinTypingMilliseconds = 5_000 },
            { static person => person.MaxTypingMilliseconds = 60_000 },
            { SlowAtLeast(10_000) },
        };

    [Theory]
    [MemberData(nameof(AtTheBound))]
    public void Fault_SimulationAtABound_IsNone(Action<TypingSimulation> set)
    {
        var pace = Paces.Person();
        set(pace.Simulation);

        Assert.Null(PaceRules.Fault(pace));
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Fault_Simulation_IsNamed(string field, Action<TypingSimulation> spoil)
    {
        var pace = Paces.Person();
        spoil(pace.Simulation);

        Assert.Equal($"/pace/simulation/{field}", PaceRules.Fault(pace)?.Pointer);
    }

    private static Action<TypingSimulation> SlowAtLeast(int milliseconds) =>
        person => (person.MinTypingMilliseconds, person.MaxTypingMilliseconds) = (milliseconds, 60_000);
}
