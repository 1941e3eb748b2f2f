using Chat.Gateway.Dialects.Xcelsior;

namespace Chat.Gateway.Tests.Dialects.Xcelsior;

/// <summary>The table of docs/conversations.md, both ways.</summary>
public sealed class XcelsiorWordsTests
{
    [Theory]
    [InlineData("open", "open")]
    [InlineData("queued", "open")]
    [InlineData("assigned", "open")]
    [InlineData("pending", "pending")]
    [InlineData("resolved", "closed")]
    [InlineData("closed", "closed")]
    [InlineData("abandoned", "closed")]
    [InlineData("archived", "archived")]
    public void StatusOf_EachOfOurs_IsFoundAgainByTheDialects(string own, string status)
    {
        Assert.Equal(status, XcelsiorWords.StatusOf(own));
        Assert.Contains(own, XcelsiorWords.OwnStatusesOf(status)!.Split(','));
    }

    [Fact]
    public void OwnStatusesOf_EachStatus_IsNamedAmongAll()
    {
        Assert.All(XcelsiorWords.Statuses, status => Assert.NotNull(XcelsiorWords.OwnStatusesOf(status)));
        Assert.Equal(8, XcelsiorWords.Statuses.Sum(status => XcelsiorWords.OwnStatusesOf(status)!.Split(',').Length));
    }

    [Theory]
    [InlineData("resolved")]
    [InlineData("Open")]
    [InlineData("")]
    public void OwnStatusesOf_NoWordOfTheDialect_IsNone(string status) =>
        Assert.Null(XcelsiorWords.OwnStatusesOf(status));

    [Theory]
    [InlineData("web", "web")]
    [InlineData("mobile", "mobile")]
    [InlineData("email", "email")]
    [InlineData("api", "web")]
    public void ChannelOf_Ours_IsTheDialects(string own, string channel) =>
        Assert.Equal(channel, XcelsiorWords.ChannelOf(own));

    [Theory]
    [InlineData("visitor", "customer")]
    [InlineData("user", "customer")]
    [InlineData("agent", "agent")]
    [InlineData("ai", "agent")]
    [InlineData("system", "system")]
    [InlineData("unspecified", "system")]
    public void SenderOf_Author_IsTheDialects(string kind, string sender) =>
        Assert.Equal(sender, XcelsiorWords.SenderOf(kind));

    [Theory]
    [InlineData("text", "text")]
    [InlineData("image", "image")]
    [InlineData("file", "file")]
    [InlineData("system", "system")]
    [InlineData("card", "text")]
    public void MessageTypeOf_Ours_IsTheDialects(string own, string type) =>
        Assert.Equal(type, XcelsiorWords.MessageTypeOf(own));

    [Theory]
    [InlineData(0, "2026-11-28T12:00:00.000Z")]
    [InlineData(7, "2026-11-28T12:00:00.007Z")]
    public void Iso_Time_IsAsJavaScriptWritesIt(int milliseconds, string text) =>
        Assert.Equal(
            text,
            XcelsiorWords.Iso(new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc).AddMilliseconds(milliseconds))
        );
}
