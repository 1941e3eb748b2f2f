using Chat.Contracts.Sessions.V1;
using Chat.Inference.Replies;

namespace Chat.Inference.Pacing;

/// <summary>Types a reply that is made already, bubble by bubble. What was not typed was not said.</summary>
/// <remarks>
/// A stop (a person takes over, the customer wants no more) ends it where it stands, and before its beginning if it came
/// while the reply was made. A server that stops has no time for it and shows the rest at once, as does a reply whose
/// provider failed half-way.
/// </remarks>
internal sealed class Typist(TimeProvider timeProvider, Random random)
{
    private const string Break = "\n\n";

    /// <summary>Hands the text on.</summary>
    /// <param name="made">The whole reply.</param>
    /// <param name="spent">How long it took to make: so much of it was typed in that time.</param>
    public async Task<GeneratedReply> TypeAsync(
        GeneratedReply made,
        TypingSimulation person,
        TimeSpan spent,
        ReplyOutput output,
        ReplyControl control
    )
    {
        if (control.Reason is { } stopped and not InterruptionReasons.ServerStopping)
        {
            return made with { Text = "", Interruption = stopped };
        }
        var typed = 0;
        foreach (var bubble in Bubbles(made.Text))
        {
            var pause = TimeToType(bubble, person) - (typed == 0 ? spent : TimeSpan.Zero);
            pause += typed == 0 ? TimeSpan.Zero : person.BetweenBubbles.Draw(random);
            if (made.Failure is null && !await WaitAsync(pause, control))
            {
                return made with { Text = made.Text[..typed], Interruption = control.Reason };
            }
            output.Say(typed, bubble);
            await output.HandOnAsync();
            typed += bubble.Length;
        }
        return made;
    }

    /// <summary>Paragraphs, each with the break before it: together they are the text.</summary>
    internal static IEnumerable<string> Bubbles(string text)
    {
        var begin = 0;
        for (var at = NextBreak(text, begin); at >= 0; at = NextBreak(text, begin))
        {
            yield return text[begin..at];
            begin = at;
        }
        if (begin < text.Length)
        {
            yield return text[begin..];
        }
    }

    // Not the break that a bubble begins with, nor one with nothing behind it.
    private static int NextBreak(string text, int begin)
    {
        var from = begin;
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }
        var at = text.IndexOf(Break, from, StringComparison.Ordinal);
        return at >= 0 && !string.IsNullOrWhiteSpace(text[at..]) ? at : -1;
    }

    private static TimeSpan TimeToType(string bubble, TypingSimulation person) =>
        TimeSpan.FromMilliseconds(
            Math.Clamp(
                bubble.Length * 60_000.0 / person.CharactersPerMinute,
                person.MinTypingMilliseconds,
                person.MaxTypingMilliseconds
            )
        );

    /// <returns>False: it must end here.</returns>
    private async Task<bool> WaitAsync(TimeSpan pause, ReplyControl control)
    {
        try
        {
            await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, timeProvider, control.Token);
            return true;
        }
        catch (OperationCanceledException) when (control.Reason is { } reason)
        {
            return reason == InterruptionReasons.ServerStopping;
        }
    }
}
