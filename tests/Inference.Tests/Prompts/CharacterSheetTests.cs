namespace Chat.Inference.Prompts;

public sealed class CharacterSheetTests
{
    [Fact]
    public void ToString_EverythingFilledIn_SaysAllOfIt()
    {
        var character = new CharacterSheet
        {
            Name = "Mia",
            Tone = "warm",
            Personality = "curious",
            ResponseStyle = "briefly",
            Formality = "formal",
            EmojiUsage = "sparing",
            Bio = "Grew up in a shoe shop.",
            Expertise = ["shoes"],
            Rules = ["Ask back."],
        };

        Assert.EndsWith(
            """
            - Name: Mia
            - Tone: warm
            - Personality: curious
            - How you answer: briefly
            - Formality: formal
            - Use of emoji: sparing
            - You know about: shoes
            - Your story: Grew up in a shoe shop.
            - Rule: Ask back.
            """.ReplaceLineEndings("\n"),
            character.ToString(),
            StringComparison.Ordinal
        );
    }
}
