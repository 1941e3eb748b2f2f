using System.Text;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Tests.Events;

public sealed class EventBodyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("\"")]
    [InlineData("\n")]
    [InlineData("\u0001")]
    [InlineData("ü")]
    [InlineData("漢")]
    [InlineData("😀")]
    [InlineData("\u2028")]
    public void Write_LongestText_StaysBelowTheBoundAndUsesIt(string unit)
    {
        var bytes = BodyOf(MessagePostedBuilder.Build(Repeat(unit, 100_000)));

        Assert.InRange(bytes.Length, EventBody.MaxBytes - 15, EventBody.MaxBytes - 1);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("漢")]
    [InlineData("😀")]
    [InlineData("\"\\")]
    public void Write_TextTooLong_KeepsItsBeginningWhole(string unit)
    {
        var text = Repeat(unit, 100_000);

        var data = DataOf(BodyOf(MessagePostedBuilder.Build(text)));

        var kept = data.GetProperty("text").GetString()!;
        Assert.StartsWith(kept, text, StringComparison.Ordinal);
        Assert.False(char.IsHighSurrogate(kept[^1]));
        Assert.True(data.GetProperty("textTruncated").GetBoolean());
    }

    [Fact]
    public void Write_TextFits_HasNoFlag() =>
        Assert.False(
            DataOf(BodyOf(MessagePostedBuilder.Build(Repeat("a", 19_000)))).TryGetProperty("textTruncated", out _)
        );

    [Fact]
    public void Write_QuotesTooLong_GivesThemUpBeforeTheText()
    {
        var text = Repeat("a", 15_000);

        var data = DataOf(BodyOf(MessagePostedBuilder.Build(text).WithReply(10, Repeat("q", 1000))));

        Assert.Equal(text, data.GetProperty("text").GetString());
        Assert.Equal(10, data.GetProperty("citations").GetArrayLength());
        Assert.False(data.GetProperty("citations")[0].TryGetProperty("quote", out _));
    }

    [Fact]
    public void Write_QuotesTooLong_KeepsTheMetadata()
    {
        var posted = MessagePostedBuilder.Build().WithReply(10, Repeat("q", 3000));
        posted.Message.MetadataJson = """{"order":7}""";

        var data = DataOf(BodyOf(posted));

        Assert.False(data.GetProperty("citations")[0].TryGetProperty("quote", out _));
        Assert.Equal(7, data.GetProperty("metadata").GetProperty("order").GetInt32());
    }

    [Fact]
    public void Write_MetadataTooLong_GivesItUpBeforeTheText()
    {
        var text = Repeat("a", 15_000);
        var posted = MessagePostedBuilder.Build(text);
        posted.Message.MetadataJson = $$"""{"note":"{{Repeat("m", 10_000)}}"}""";

        var data = DataOf(BodyOf(posted));

        Assert.False(data.TryGetProperty("metadata", out _));
        Assert.Equal(text, data.GetProperty("text").GetString());
        Assert.False(data.TryGetProperty("textTruncated", out _));
    }

    [Fact]
    public void Write_ManyCitationsAndLongText_StaysBelowTheBound()
    {
        var posted = MessagePostedBuilder.Build(Repeat("a", 100_000)).WithReply(200, Repeat("q", 1000));

        var bytes = BodyOf(posted);

        Assert.True(bytes.Length < EventBody.MaxBytes);
        Assert.Equal(10, DataOf(bytes).GetProperty("citations").GetArrayLength());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\u0001")]
    [InlineData("😀")]
    public void Write_LongestLead_StaysBelowTheBoundAndUsesIt(string unit)
    {
        var captured = LeadCapturedBuilder.Build();
        captured.Lead.ProjectDetails = Repeat(unit, 50_000);

        var bytes = StandardMapping.Write(captured);

        Assert.InRange(bytes.Length, EventBody.MaxBytes - 15, EventBody.MaxBytes - 1);
        Assert.True(DataOf(bytes).GetProperty("projectDetailsTruncated").GetBoolean());
    }

    private static byte[] BodyOf(MessagePosted posted) => StandardMapping.Write(posted);

    private static JsonElement DataOf(byte[] body) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(body)).RootElement.GetProperty("data");

    private static string Repeat(string unit, int units) => string.Concat(Enumerable.Repeat(unit, units / unit.Length));
}
