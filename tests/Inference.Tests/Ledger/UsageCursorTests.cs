using Chat.ServiceDefaults;

namespace Chat.Inference.Ledger;

public sealed class UsageCursorTests
{
    [Fact]
    public void TryParse_OwnText_GivesTheSame()
    {
        var cursor = new UsageCursor(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Ids.New());

        Assert.True(UsageCursor.TryParse(cursor.ToString(), out var parsed));
        Assert.Equal(cursor, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("//////////8AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("________________________________")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(UsageCursor.TryParse(text, out _));
}
