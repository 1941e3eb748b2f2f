using Chat.Sessions.Transcripts;

namespace Chat.Sessions.Tests.Transcripts;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("\u00A0=1", "'\u00A0=1")]
    [InlineData("\u3000+1", "'\u3000+1")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF20A", "'\uFF20A")]
    [InlineData("'=1", "'=1")]
    [InlineData(" a", " a")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void Line_Formula_IsText(string field, string written) =>
        Assert.Equal($"\"{written}\"\r\n", CsvText.Line(field));

    [Fact]
    public void Line_QuotesCommasAndBreaks_StayInTheField() =>
        Assert.Equal("\"a \"\"b\"\", c\",\"d\ne\"\r\n", CsvText.Line("a \"b\", c", "d\ne"));

    [Fact]
    public void Line_EmptyFields_KeepTheirPlaces() => Assert.Equal("\"\",\"\",\"a\"\r\n", CsvText.Line("", "", "a"));
}
