using Chat.Sessions.Customers;

namespace Chat.Sessions.Tests.Customers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData("ada.l+x@mail.example.co.uk", true)]
    [InlineData("", false)]
    [InlineData("ada", false)]
    [InlineData("ada@example", false)]
    [InlineData("ada@.com", false)]
    [InlineData("Ada <ada@example.com>", false)]
    [InlineData("a da@example.com", false)]
    [InlineData("ada@example.com\0", false)]
    public void IsValid_Text_IsJudged(string text, bool valid) => Assert.Equal(valid, EmailAddress.IsValid(text));

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void IsValid_Length_IsBounded(int length, bool valid) =>
        Assert.Equal(valid, EmailAddress.IsValid("a@" + new string('b', length - 6) + ".com"));
}
