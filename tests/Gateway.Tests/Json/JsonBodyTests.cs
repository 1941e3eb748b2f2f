using System.Text;
using System.Text.Json;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace Chat.Gateway.Tests.Json;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"\u00fc\n":{"\ud83d\ude00":[{"b":null}]}}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("1")]
    [InlineData("""{"\u0061":1,"":2}""")]
    public async Task ReadAsync_NamesThatAreText_AreTaken(string json) => Assert.True(await IsReadAsync(json));

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1,"x\udc00y":2}""")]
    [InlineData("""{"a":{"b":[{"\ud800\ud800":1}]}}""")]
    [InlineData("""[[{"\udfff":1}]]""")]
    public async Task ReadAsync_NameWithHalfASurrogatePair_IsMalformed(string json) =>
        Assert.False(await IsReadAsync(json));

    [Fact]
    public async Task ReadAsync_AsDeepAsABodyMayBe_IsTaken() =>
        Assert.True(await IsReadAsync(new string('[', 16) + new string(']', 16)));

    [Fact]
    public async Task ReadAsync_DeeperThanAnyBody_IsMalformed() =>
        Assert.False(await IsReadAsync(new string('[', 17) + new string(']', 17)));

    [Theory]
    [InlineData("""{"a":"x"}""", "x", null)]
    [InlineData("""{"a":1}""", null, "invalid_request")]
    [InlineData("[]", null, "malformed_json")]
    [InlineData("\"a\"", null, "malformed_json")]
    [InlineData("{", null, "malformed_json")]
    [InlineData("", null, "malformed_json")]
    [InlineData("""{"\ud800":1}""", null, "malformed_json")]
    public void Read_Bytes_AreAnObjectOrRefused(string json, string? text, string? code)
    {
        var read = JsonBody.Read<string>(
            Encoding.UTF8.GetBytes(json),
            static fields =>
                fields.Text("a", 1, 9) is { } found ? found
                : fields.Faults.Count > 0 ? new Invalid(fields.Faults)
                : ""
        );

        Assert.Equal(code, read.Error?.Code);
        Assert.Equal(text, read.IsSuccess ? read.Value : null);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Read_Depth_IsBounded(int depth, bool isRead)
    {
        var json = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

        Assert.Equal(isRead, JsonBody.Read<int>(Encoding.UTF8.GetBytes(json), static _ => 1).IsSuccess);
    }

    [Theory]
    [InlineData("""{"a":["x",{"b":"y"}],"c":1,"d":null}""", null)]
    [InlineData("""{"a":["x",{"b/c":"\ud800"}]}""", "/a/1/b~1c")]
    [InlineData("""["x","\udfff","\udfff"]""", "/1")]
    [InlineData("\"\\ud800\"", "")]
    public void FindUnreadable_TextThatIsNoUnicode_IsPointedAt(string json, string? pointer) =>
        Assert.Equal(pointer, JsonBody.FindUnreadable(JsonDocument.Parse(json).RootElement));

    [Theory]
    [InlineData("\"x\"", true, "x")]
    [InlineData("\"\"", true, "")]
    [InlineData("\"\\ud83d\\ude00\"", true, "\ud83d\ude00")]
    [InlineData("\"x\\ud83d\"", false, "")]
    [InlineData("1", false, "")]
    [InlineData("null", false, "")]
    public void TryText_Value_IsTextOrNot(string json, bool isText, string expected)
    {
        Assert.Equal(isText, JsonBody.TryText(JsonDocument.Parse(json).RootElement, out var text));
        Assert.Equal(expected, text);
    }

    private static async Task<bool> IsReadAsync(string json)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var read = await JsonBody.ReadAsync(context.Request, TestContext.Current.CancellationToken);

        if (!read.IsSuccess)
        {
            Assert.IsType<MalformedJson>(read.Error);
            return false;
        }
        read.Value.Dispose();
        return true;
    }
}
