using Chat.Sessions.Settings;

namespace Chat.Sessions.Tests.Settings;

public sealed class ExpectedVersionTests
{
    [Theory]
    [InlineData("\"7\"", true)]
    [InlineData("\"6\" , \"7\"", true)]
    [InlineData(" * ", true)]
    [InlineData("\"6\"", false)]
    [InlineData("\"77\"", false)]
    [InlineData("W/\"7\"", false)]
    [InlineData("7", false)]
    public void Allows_Header_SaysWhetherItIsThatVersion(string header, bool allowed) =>
        Assert.Equal(allowed, ExpectedVersion.Parse(header)!.Allows(7));

    [Theory]
    [InlineData("*", true)]
    [InlineData("\"7\"", false)]
    public void IsAny_Header_OnlyOfTheStar(string header, bool any) =>
        Assert.Equal(any, ExpectedVersion.Parse(header)!.IsAny);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Parse_NoHeader_ExpectsNothing(string? header) => Assert.Null(ExpectedVersion.Parse(header));
}
