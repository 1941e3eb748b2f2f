using System.Text;
using System.Text.Json;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Tests.Events;

public sealed class StringifiedJsonTests
{
    [Fact]
    public void ToArray_EveryKindOfMember_IsWrittenWithoutBlanks()
    {
        var json = new StringifiedJson();
        json.BeginObject(null);
        json.Member("text", "a");
        json.Member("number", -7);
        json.Member("yes", value: true);
        json.Member("no", value: false);
        json.BeginObject("inner");
        json.Member("x", long.MaxValue);
        json.EndObject();
        json.BeginObject("empty");
        json.EndObject();
        json.Member("last", "");
        json.EndObject();

        Assert.Equal(
            """{"text":"a","number":-7,"yes":true,"no":false,"inner":{"x":9223372036854775807},"empty":{},"last":""}""",
            Text(json)
        );
    }

    [Fact]
    public void OptionalMember_Empty_IsLeftOutWithItsComma()
    {
        var json = new StringifiedJson();
        json.BeginObject(null);
        json.OptionalMember("a", "");
        json.OptionalMember("b", "x");
        json.OptionalMember("c", "");
        json.EndObject();

        Assert.Equal("""{"b":"x"}""", Text(json));
    }

    [Theory]
    [InlineData("\"", "\\\"")]
    [InlineData("\\", "\\\\")]
    [InlineData("\b", "\\b")]
    [InlineData("\t", "\\t")]
    [InlineData("\n", "\\n")]
    [InlineData("\f", "\\f")]
    [InlineData("\r", "\\r")]
    [InlineData("\u0000", "\\u0000")]
    [InlineData("\u000b", "\\u000b")]
    [InlineData("\u001f", "\\u001f")]
    [InlineData("\u007f", "\u007f")]
    [InlineData("/", "/")]
    [InlineData("<&>'", "<&>'")]
    [InlineData("\u2028\u2029", "\u2028\u2029")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("a\"b\"", "a\\\"b\\\"")]
    public void Member_Letter_IsEscapedOnlyWhereItMustBe(string text, string written)
    {
        var json = new StringifiedJson();
        json.BeginObject(null);
        json.Member(text, text);
        json.EndObject();

        Assert.Equal($$"""{"{{written}}":"{{written}}"}""", Text(json));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("\"", 2)]
    [InlineData("\n", 2)]
    [InlineData("\u0001", 6)]
    [InlineData("ü", 2)]
    [InlineData("漢", 3)]
    [InlineData("\ud83d\ude00", 4)]
    public void SizeOf_Text_IsItsBytesWithoutTheQuotes(string text, int bytes) =>
        Assert.Equal(bytes, StringifiedJson.SizeOf(text));

    [Fact]
    public void Member_EveryControlCharacter_IsReadBack()
    {
        var all = string.Concat(Enumerable.Range(0, 0x80).Select(code => (char)code));
        var json = new StringifiedJson();
        json.BeginObject(null);
        json.Member("all", all);
        json.EndObject();

        using var read = JsonDocument.Parse(json.ToArray());

        Assert.Equal(all, read.RootElement.GetProperty("all").GetString());
    }

    private static string Text(StringifiedJson json) => Encoding.UTF8.GetString(json.ToArray());
}
