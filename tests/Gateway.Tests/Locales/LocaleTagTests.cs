using Chat.Gateway.Locales;

namespace Chat.Gateway.Tests.Locales;

public sealed class LocaleTagTests
{
    [Theory]
    [InlineData("de", true)]
    [InlineData("DE-at", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("de-CH-1996", true)]
    [InlineData("aaaaaaaa", true)]
    [InlineData("aaaaaaaa-12345678-12345678-12345678", true)]
    [InlineData("aaaaaaaa-12345678-12345678-1234567-1", false)]
    [InlineData("aaaaaaaaa", false)]
    [InlineData("de-123456789", false)]
    [InlineData("", false)]
    [InlineData("d", false)]
    [InlineData("d1", false)]
    [InlineData("1d", false)]
    [InlineData("de-", false)]
    [InlineData("de--AT", false)]
    [InlineData("-de", false)]
    [InlineData("de_AT", false)]
    [InlineData("dé", false)]
    [InlineData("*", false)]
    public void IsValid_Text_HasTheFormOfATag(string tag, bool isValid) =>
        Assert.Equal(isValid, LocaleTag.IsValid(tag));

    [Theory]
    [InlineData("zh-Hant-TW", "zh-Hant")]
    [InlineData("zh-Hant", "zh")]
    [InlineData("zh", null)]
    public void ParentOf_Tag_IsLessPrecise(string tag, string? parent) => Assert.Equal(parent, LocaleTag.ParentOf(tag));

    [Theory]
    [InlineData("ar", true)]
    [InlineData("AR-EG", true)]
    [InlineData("fa", true)]
    [InlineData("he-IL", true)]
    [InlineData("ur", true)]
    [InlineData("ps", true)]
    [InlineData("yi", true)]
    [InlineData("ckb", true)]
    [InlineData("ku-Arab", true)]
    [InlineData("az-arab-IR", true)]
    [InlineData("pa-Guru", false)]
    [InlineData("ar-Latn", false)]
    [InlineData("ku", false)]
    [InlineData("de-1996", false)]
    [InlineData("en", false)]
    [InlineData("arn", false)]
    public void IsRightToLeft_Tag_IsAsItsScriptElseItsLanguageIsWritten(string tag, bool isRightToLeft) =>
        Assert.Equal(isRightToLeft, LocaleTag.IsRightToLeft(tag));
}
