using System.Buffers.Binary;
using System.Buffers.Text;
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

    // Pages in programs outlive a release.
    [Fact]
    public void ToString_Cursor_IsWrittenAsEver() =>
        Assert.Equal(
            "CN5IyLT4AAABiQAAAABwAIAAAAAAAAAK",
            new UsageCursor(
                new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                Guid.Parse("01890000-0000-7000-8000-00000000000a")
            ).ToString()
        );

    [Fact]
    public void ToString_OtherOffset_IsTheSameMoment()
    {
        var id = Ids.New();
        var utc = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            new UsageCursor(utc, id).ToString(),
            new UsageCursor(utc.ToOffset(TimeSpan.FromHours(5)), id).ToString()
        );
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3_155_378_975_999_999_999, true)]
    [InlineData(3_155_378_976_000_000_000, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(-1, false)]
    [InlineData(long.MinValue, false)]
    public void TryParse_Ticks_MustBeATime(long ticks, bool isTime)
    {
        var bytes = new byte[24];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ticks);

        Assert.Equal(isTime, UsageCursor.TryParse(Base64Url.EncodeToString(bytes), out var cursor));
        Assert.Equal(isTime ? ticks : 0, cursor.CreatedAt.Ticks);
    }
}
