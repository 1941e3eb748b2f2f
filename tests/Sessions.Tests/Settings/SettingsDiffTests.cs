using System.Text.Json.Nodes;
using Chat.Sessions.Settings;

namespace Chat.Sessions.Tests.Settings;

/// <summary>What the audit says was changed.</summary>
public sealed class SettingsDiffTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""", "[]")]
    [InlineData("""{"a":1}""", """{"a":2}""", """[{"pointer":"/a","from":1,"to":2}]""")]
    [InlineData("""{"a":1}""", """{}""", """[{"pointer":"/a","from":1,"to":null}]""")]
    [InlineData("""{}""", """{"a":1}""", """[{"pointer":"/a","from":null,"to":1}]""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"b":3,"c":2}}""", """[{"pointer":"/a/b","from":1,"to":3}]""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", """[{"pointer":"/a","from":[1,2],"to":[2,1]}]""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":null}""", """[{"pointer":"/a","from":{"b":1},"to":null}]""")]
    [InlineData("""{"x/y~z":1}""", """{"x/y~z":2}""", """[{"pointer":"/x~1y~0z","from":1,"to":2}]""")]
    [InlineData(
        """{"a":1,"b":2}""",
        """{"a":3,"b":4}""",
        """[{"pointer":"/a","from":1,"to":3},{"pointer":"/b","from":2,"to":4}]"""
    )]
    public void Between_Objects_NamesWhatDiffers(string before, string after, string changes) =>
        Assert.Equal(
            changes,
            SettingsDiff.Between(JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject()).ToJsonString()
        );

    [Fact]
    public void Between_Objects_LeavesThemAsTheyAre()
    {
        var (before, after) = (
            JsonNode.Parse("""{"a":{"b":[1]}}""")!.AsObject(),
            JsonNode.Parse("""{"a":{"b":[2]}}""")!.AsObject()
        );

        _ = SettingsDiff.Between(before, after);

        Assert.Equal(("""{"a":{"b":[1]}}""", """{"a":{"b":[2]}}"""), (before.ToJsonString(), after.ToJsonString()));
    }
}
