using System.Text;

namespace Chat.Inference.Prompts;

/// <summary>Whom the model plays. The tenant's own words, hence instructions like those before them.</summary>
internal sealed record CharacterSheet
{
    /// <summary>The name it answers under.</summary>
    public required string Name { get; init; }

    /// <summary>For example `friendly`.</summary>
    public required string Tone { get; init; }

    /// <summary>What it is like.</summary>
    public required string Personality { get; init; }

    /// <summary>How it answers; may be empty, as what follows.</summary>
    public string ResponseStyle { get; init; } = "";

    /// <summary>For example `formal`.</summary>
    public string Formality { get; init; } = "";

    /// <summary>For example `sparing`.</summary>
    public string EmojiUsage { get; init; } = "";

    /// <summary>Its story.</summary>
    public string Bio { get; init; } = "";

    /// <summary>What it knows about.</summary>
    public IReadOnlyList<string> Expertise { get; init; } = [];

    /// <summary>What it keeps to.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>As a section of the instructions.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("\n\nYou appear as this character. It decides how you speak, never what is true:");
        Line(text, "Name", Name);
        Line(text, "Tone", Tone);
        Line(text, "Personality", Personality);
        Line(text, "How you answer", ResponseStyle);
        Line(text, "Formality", Formality);
        Line(text, "Use of emoji", EmojiUsage);
        Line(text, "You know about", string.Join(", ", Expertise));
        Line(text, "Your story", Bio);
        foreach (var rule in Rules)
        {
            Line(text, "Rule", rule);
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append("\n- ").Append(name).Append(": ").Append(value);
        }
    }
}
