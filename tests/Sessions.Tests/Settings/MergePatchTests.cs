using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Sessions.Settings;

namespace Chat.Sessions.Tests.Settings;

/// <summary>RFC 7396, with its own examples.</summary>
public sealed class MergePatchTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"a":1}""", "{}", """{"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    [InlineData("""{"a":1}""", """{"a":{"b":null,"c":2}}""", """{"a":{"c":2}}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":[null]}""", """{"a":[null]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    public void Apply_Patch_IsAsTheStandardSays(string target, string patch, string expected) =>
        Assert.Equal(expected, Apply(target, patch));

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void Apply_NoObject_TakesThePlaceOfAll(string patch) => Assert.Equal(patch, Apply("""{"a":1}""", patch));

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":{"b":["\udc00"]}}""")]
    public void Apply_TextThatIsNone_IsLeftToTheCheck(string patch) => Assert.Equal(patch, Apply("{}", patch));

    private static string Apply(string target, string patch) =>
        MergePatch.Apply(JsonNode.Parse(target)!.AsObject(), JsonDocument.Parse(patch).RootElement).GetRawText();
}
