using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Pacing;

/// <summary>Paces whose delays are not drawn, so that a test knows them.</summary>
internal static class Paces
{
    /// <summary>Receives after 1 s, reads for 2 to 4 s, thinks for 1 s, types 60 characters a second, rests for 1 s.</summary>
    public static ReplyPace Person(int debounce = 0) =>
        new()
        {
            DebounceMilliseconds = debounce,
            Simulation = new TypingSimulation
            {
                Delivery = Exactly(1_000),
                Read = new DelayRange { MinMilliseconds = 2_000, MaxMilliseconds = 4_000 },
                BeforeTyping = Exactly(1_000),
                BetweenBubbles = Exactly(1_000),
                CharactersPerMinute = 3_600,
                MinTypingMilliseconds = 500,
                MaxTypingMilliseconds = 5_000,
            },
        };

    private static DelayRange Exactly(int milliseconds) =>
        new() { MinMilliseconds = milliseconds, MaxMilliseconds = milliseconds };
}
