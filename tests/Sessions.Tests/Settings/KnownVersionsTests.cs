using Chat.Sessions.Settings;

namespace Chat.Sessions.Tests.Settings;

public sealed class KnownVersionsTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("\"7\"", true)]
    [InlineData("W/\"7\"", true)]
    [InlineData("\"6\", \"7\"", true)]
    [InlineData("*", true)]
    [InlineData("\"77\"", false)]
    [InlineData("\"6\",\"8\"", false)]
    [InlineData("7", false)]
    [InlineData("\"7", false)]
    public void Include_Header_SaysWhetherTheVersionIsThere(string? header, bool isThere) =>
        Assert.Equal(isThere, KnownVersions.Parse(header).Include(7));
}
