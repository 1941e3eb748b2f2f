using Chat.ServiceDefaults.Errors;

namespace Chat.ServiceDefaults.Tests.Errors;

/// <summary>The escapes of RFC 6901, section 3.</summary>
public sealed class JsonPointerTests
{
    [Theory]
    [InlineData("", "page", "/page")]
    [InlineData("/page", "url", "/page/url")]
    [InlineData("/a", "", "/a/")]
    [InlineData("", "a/b", "/a~1b")]
    [InlineData("", "m~n", "/m~0n")]
    [InlineData("/x~1y", "~1", "/x~1y/~01")]
    public void Below_Name_IsEscapedOnce(string pointer, string name, string below) =>
        Assert.Equal(below, JsonPointer.Below(pointer, name));
}
