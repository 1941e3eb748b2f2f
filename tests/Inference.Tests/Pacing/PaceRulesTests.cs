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
            { "charactersPerMinute", static person => person.CharactersPerMinute = 60_001 },
            { "maxTypingMilliseconds", static person => person.MinTypingMilliseconds = 10_000 },
        };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Fault_Simulation_IsNamed(string field, Action<TypingSimulation> spoil)
    {
        var pace = Paces.Person();
        spoil(pace.Simulation);

        Assert.Equal($"/pace/simulation/{field}", PaceRules.Fault(pace)?.Pointer);
    }
}
