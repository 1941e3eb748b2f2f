using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Gateway.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Gateway.Tests.Json;

public sealed class JsonTextTests
{
    [Fact]
    public void WriteString_AnyText_IsReadBackAsItWas() =>
        Prop.ForAll<string?>(text => ReadBack(text ?? "") == WellFormed(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void WriteString_AnyText_IsOneLine() =>
        Prop.ForAll<string?>(text => !Write(text ?? "").AsSpan().ContainsAny((byte)'\n', (byte)'\r'))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("a\\b", "\"a\\\\b\"")]
    [InlineData("\n\r\t\b\f", "\"\\n\\r\\t\\b\\f\"")]
    [InlineData("\u0001\u001f", "\"\\u0001\\u001f\"")]
    [InlineData("é🙂<&", "\"é🙂<&\"")]
    [InlineData("", "\"\"")]
    public void WriteString_SpecialCharacters_AreEscapedAsJsonDemands(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Write(text)));

    [Fact]
    public void WriteString_LoneSurrogate_BecomesTheReplacementCharacter() =>
        Assert.Equal("a\uFFFDb", ReadBack("a\ud800b"));

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void WriteNumber_AnyNumber_IsDecimal(long number)
    {
        var output = new ArrayBufferWriter<byte>();

        JsonText.WriteNumber(output, number);

        Assert.Equal(number, JsonSerializer.Deserialize<long>(output.WrittenSpan));
    }

    private static byte[] Write(string text)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.WriteString(output, text);
        return output.WrittenSpan.ToArray();
    }

    private static string ReadBack(string text) => JsonSerializer.Deserialize<string>(Write(text))!;

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
