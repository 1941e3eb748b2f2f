using Chat.Gateway.Locales;

namespace Chat.Gateway.Tests.Locales;

public sealed class BuiltInTextsTests
{
    [Fact]
    public void All_HasTheEightLanguages() =>
        Assert.Equal(["ar", "de", "en", "es", "fr", "hi", "ja", "zh"], BuiltInTexts.All.Keys.Order());

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("hi")]
    [InlineData("fr")]
    [InlineData("de")]
    [InlineData("ja")]
    [InlineData("zh")]
    [InlineData("ar")]
    public void All_Language_HasEveryTextAndNoOther(string tag)
    {
        Assert.Equal(LocaleKeys.All.Order(), BuiltInTexts.All[tag].Keys.Order());
        Assert.All(BuiltInTexts.All[tag].Values, text => Assert.Equal(text.Trim(), text));
        Assert.DoesNotContain("", BuiltInTexts.All[tag].Values);
    }

    [Theory]
    [InlineData("hi", '\u0900', '\u097F')]
    [InlineData("ar", '\u0600', '\u06FF')]
    [InlineData("ja", '\u3040', '\u9FFF')]
    [InlineData("zh", '\u4E00', '\u9FFF')]
    public void All_LanguageOfAnotherScript_IsWrittenInIt(string tag, char first, char last) =>
        Assert.All(
            BuiltInTexts.All[tag].Values,
            text => Assert.Contains(text, character => character >= first && character <= last)
        );

    [Theory]
    [InlineData("es", "ñ¡¿áéíóú")]
    [InlineData("fr", "éàèêç’")]
    [InlineData("de", "äöüß")]
    public void All_LanguageWithAccents_HasThem(string tag, string accents) =>
        Assert.Contains(string.Concat(BuiltInTexts.All[tag].Values), accents.Contains);
}
