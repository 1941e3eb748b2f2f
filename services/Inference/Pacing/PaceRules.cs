using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;

namespace Chat.Inference.Pacing;

/// <summary>What a <see cref="ReplyPace"/> may say; a caller's nonsense must not keep a call open for ever.</summary>
internal static class PaceRules
{
    private const int MaxDelay = 60_000;
    private const int MaxMinTyping = 10_000;

    /// <summary>The first fault; null: none.</summary>
    public static FieldFault? Fault(ReplyPace pace) =>
        pace.DebounceMilliseconds is < 0 or > MaxDelay ? OutOfRange("debounceMilliseconds")
        : pace.Simulation is not { } person ? null
        : !IsRange(person.Delivery) ? OutOfRange("simulation/delivery")
        : !IsRange(person.Read) ? OutOfRange("simulation/read")
        : !IsRange(person.BeforeTyping) ? OutOfRange("simulation/beforeTyping")
        : !IsRange(person.BetweenBubbles) ? OutOfRange("simulation/betweenBubbles")
        : person.CharactersPerMinute is < 60 or > 60_000 ? OutOfRange("simulation/charactersPerMinute")
        : person.MinTypingMilliseconds is < 0 or > MaxMinTyping ? OutOfRange("simulation/minTypingMilliseconds")
        : !IsRange(person.MinTypingMilliseconds, person.MaxTypingMilliseconds)
            ? OutOfRange("simulation/maxTypingMilliseconds")
        : null;

    private static bool IsRange(DelayRange? range) =>
        range is not null && IsRange(range.MinMilliseconds, range.MaxMilliseconds);

    private static bool IsRange(int min, int max) => min >= 0 && min <= max && max <= MaxDelay;

    private static FieldFault OutOfRange(string field) =>
        new($"/pace/{field}", "out_of_range", "Must be within what chat.sessions.v1.ReplyPace says.");
}
