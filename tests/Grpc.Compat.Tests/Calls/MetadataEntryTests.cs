using Grpc.Core;

namespace Grpc.Compat.Tests.Calls;

public sealed class MetadataEntryTests
{
    [Theory]
    [InlineData("X-Request-Id", "x-request-id")]
    [InlineData("a.b_c-9", "a.b_c-9")]
    public void Key_AllowedCharacters_BecomesLowerCase(string key, string expected) =>
        Assert.Equal(expected, new Metadata.Entry(key, "value").Key);

    [Theory]
    [InlineData("")]
    [InlineData(":path")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("a/b")]
    [InlineData("k\u00e4se")]
    // The Kelvin sign: its lower case is an ASCII k.
    [InlineData("\u212aey!")]
    [InlineData("line\nbreak")]
    public void Constructor_MalformedKey_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Theory]
    [InlineData("key-bin")]
    [InlineData("KEY-BIN")]
    public void Constructor_TextUnderABinaryKey_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Theory]
    [InlineData("key")]
    [InlineData("bin")]
    public void Constructor_BytesUnderATextKey_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, [1]));

    [Fact]
    public void Constructor_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry(null!, "value"));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("key", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("key-bin", (byte[])null!));
    }

    [Fact]
    public void IsBinary_TextAndBytes_Differ()
    {
        Assert.False(new Metadata.Entry("key", "value").IsBinary);
        Assert.True(new Metadata.Entry("KEY-BIN", [1]).IsBinary);
    }

    [Fact]
    public void ValueBytes_TheGivenArrayChanges_Stays()
    {
        byte[] given = [1, 2];
        var entry = new Metadata.Entry("key-bin", given);

        given[0] = 9;

        Assert.Equal([1, 2], entry.ValueBytes);
    }

    [Fact]
    public void ValueBytes_TheTakenArrayChanges_Stays()
    {
        var entry = new Metadata.Entry("key-bin", [1, 2]);

        entry.ValueBytes[0] = 9;

        Assert.Equal([1, 2], entry.ValueBytes);
    }

    [Fact]
    public void Value_BinaryEntry_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new Metadata.Entry("key-bin", [1]).Value);

    [Fact]
    public void ToString_TextEntry_ShowsKeyAndValue()
    {
        var text = new Metadata.Entry("key", "value").ToString();

        Assert.Equal("[Entry: key=key, value=value]", text);
    }

    [Fact]
    public void ToString_BinaryEntry_HidesTheBytes()
    {
        var text = new Metadata.Entry("key-bin", [77, 88, 99]).ToString();

        Assert.StartsWith("[Entry: key=key-bin, ", text);
        Assert.DoesNotContain("88", text);
    }
}
