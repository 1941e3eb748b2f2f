using Chat.Sessions.Settings.Sections;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Settings;

/// <summary>How the AI is to appear and to take its time, on the wire.</summary>
internal static class AiStyleMapping
{
    /// <summary>Its replies differ from those of a tenant that said nothing.</summary>
    public static bool HasStyle(this AiSettings settings) => settings.Character is not null || IsPaced(settings);

    public static Wire.AiCharacter ToWire(this AiCharacter character) =>
        new()
        {
            Name = character.Name,
            Tone = character.Tone,
            Personality = character.Personality,
            ResponseStyle = character.ResponseStyle ?? "",
            Rules = { character.Rules },
            Formality = character.Formality ?? "",
            EmojiUsage = character.EmojiUsage ?? "",
            Expertise = { character.Expertise },
            Bio = character.Bio ?? "",
        };

    /// <summary>Null: at once.</summary>
    public static Wire.ReplyPace? ToPace(this AiSettings settings) =>
        IsPaced(settings)
            ? new Wire.ReplyPace
            {
                DebounceMilliseconds = settings.DebounceMilliseconds,
                Simulation = settings.Simulation.Enabled ? ToWire(settings.Simulation) : null,
            }
            : null;

    /// <summary>How long it may take until a reply begins, in a live conversation.</summary>
    public static TimeSpan LongestPause(this AiSettings settings)
    {
        var person = settings.Simulation;
        var pauses = person.Enabled
            ? person.Delivery.MaxMilliseconds + person.Read.MaxMilliseconds + person.BeforeTyping.MaxMilliseconds
            : 0;
        return TimeSpan.FromMilliseconds(settings.DebounceMilliseconds + pauses);
    }

    private static bool IsPaced(AiSettings settings) =>
        settings.DebounceMilliseconds > 0 || settings.Simulation.Enabled;

    private static Wire.TypingSimulation ToWire(AiSimulation simulation) =>
        new()
        {
            Delivery = ToWire(simulation.Delivery),
            Read = ToWire(simulation.Read),
            BeforeTyping = ToWire(simulation.BeforeTyping),
            BetweenBubbles = ToWire(simulation.BetweenBubbles),
            CharactersPerMinute = simulation.TypingCharactersPerMinute,
            MinTypingMilliseconds = simulation.MinTypingMilliseconds,
            MaxTypingMilliseconds = simulation.MaxTypingMilliseconds,
        };

    private static Wire.DelayRange ToWire(DelayRange range) =>
        new() { MinMilliseconds = range.MinMilliseconds, MaxMilliseconds = range.MaxMilliseconds };
}
