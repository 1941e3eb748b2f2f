using Chat.Gateway.Locales;

namespace Chat.Gateway.Tests.Locales;

public sealed class AcceptLanguageTests
{
    [Theory]
    [InlineData("de", "de")]
    [InlineData("fr;q=0.5, de-AT, en;q=0.8", "de-AT en fr")]
    [InlineData("en;q=0.8,de;q=0.8", "en de")]
    [InlineData("en;q=0, de", "de")]
    [InlineData("*, de;q=0.1", "de")]
    [InlineData("en;q=2, de;q=x, fr;q=-1, es;q=0.001", "es")]
    [InlineData("../etc, <b>, de", "de")]
    [InlineData("en;q=0.5, de;q=1, fr;q=1.001", "de en")]
    [InlineData("en;q=0.5;x=1, de;x=1;q=0.7, fr;x=0", "fr de en")]
    [InlineData("en;Q=0.5, de;q=0.6", "de en")]
    [InlineData("en;q=0.0, de;q=", "")]
    [InlineData(" de , ,en", "de en")]
    [InlineData("", "")]
    public void Read_Header_GivesTagsByWeight(string header, string expected) =>
        Assert.Equal(expected, string.Join(' ', AcceptLanguage.Read(header)));

    [Fact]
    public void Read_MoreEntriesThanItLooksAt_IsBounded() =>
        Assert.Equal(16, AcceptLanguage.Read(string.Join(',', Enumerable.Repeat("de", 100))).Count);

    [Theory]
    [InlineData(512, 1)]
    [InlineData(513, 0)]
    public void Read_Header_IsReadUpToItsBound(int length, int count) =>
        Assert.Equal(count, AcceptLanguage.Read("de," + new string(' ', length - 3)).Count);

    [Fact]
    public void Read_HeaderWithoutEnd_IsIgnored() => Assert.Empty(AcceptLanguage.Read(new string('a', 100_000)));
}
