using System.Text;
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
    public async Task ReadAsync_NamesThatAreText_AreTaken(string json) => Assert.True(await IsReadAsync(json));

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1,"x\udc00y":2}""")]
    [InlineData("""{"a":{"b":[{"\ud800\ud800":1}]}}""")]
    [InlineData("""[[{"\udfff":1}]]""")]
    public async Task ReadAsync_NameWithHalfASurrogatePair_IsMalformed(string json) =>
        Assert.False(await IsReadAsync(json));

    [Fact]
    public async Task ReadAsync_DeeperThanAnyBody_IsMalformed() =>
        Assert.False(await IsReadAsync(new string('[', 17) + new string(']', 17)));

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
