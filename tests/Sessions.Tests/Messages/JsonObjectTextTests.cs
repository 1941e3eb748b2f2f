using Chat.Sessions.Messages;

namespace Chat.Sessions.Tests.Messages;

public sealed class JsonObjectTextTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":[1,"b",null,true,{"c":1.5e300}]}""")]
    [InlineData("""{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\u0000"}""")]
    public void IsValid_Object_IsTrue(string text) => Assert.True(JsonObjectText.IsValid(text, 100));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""{"a\u0000":1}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":1e999}""")]
    [InlineData("""{"a":"too long for the limit of forty units"}""")]
    public void IsValid_WhatCannotBeKept_IsFalse(string text) => Assert.False(JsonObjectText.IsValid(text, 40));

    [Fact]
    public void IsValid_TooDeep_IsFalse() =>
        Assert.False(
            JsonObjectText.IsValid(string.Concat(Enumerable.Repeat("{\"a\":", 17)) + "1" + new string('}', 17), 200)
        );
}
