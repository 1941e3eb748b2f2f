using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Chat.Inference.Providers;

public sealed class ToolArgumentsTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("{\"q\":1}", "{\"q\":1}")]
    [InlineData(" { \"q\" : [ 1.50 , null ] } ", "{\"q\":[1.50,null]}")]
    [InlineData("{\"q\":{\"r\":\"x\\ny\"}}", "{\"q\":{\"r\":\"x\\ny\"}}")]
    public void Write_Object_IsWrittenAsItIs(string arguments, string expected) =>
        Assert.Equal(expected, Written(arguments));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"q\"")]
    [InlineData("7")]
    [InlineData("{\"q\":")]
    [InlineData("{}{}")]
    [InlineData("{\"q\":1,}")]
    [InlineData("find shoes")]
    [InlineData("{\"q\":\"half of a pair: \\ud83d\"}")]
    [InlineData("{\"q\":[{\"\\ude00\":1}]}")]
    public void Write_AnythingElse_IsAnEmptyObject(string arguments) => Assert.Equal("{}", Written(arguments));

    private static string Written(string arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        ToolArguments.Write(json, arguments);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
