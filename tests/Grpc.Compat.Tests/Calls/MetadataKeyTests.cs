using Grpc.Core;

namespace Grpc.Compat.Tests.Calls;

public sealed class MetadataKeyTests
{
    // U+212A is the Kelvin sign: lower-casing makes it an ordinary k, so the check has to come before.
    [Theory]
    [InlineData("\u212aey")]
    [InlineData("\u017fecret")]
    public void Entry_KeyThatIsAsciiOnlyInAnotherCase_IsRefused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void Entry_KeyOfEveryAllowedCharacter_IsKeptInLowerCase()
    {
        const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789_-.";

        Assert.Equal(Lower, new Metadata.Entry(Lower.ToUpperInvariant(), "value").Key);
    }
}
