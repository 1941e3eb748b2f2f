using Chat.Sessions.Messages;

namespace Chat.Sessions.Tests.Messages;

public sealed class JsonObjectTextTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":[1,"b",null,true,{"c":1.5e300}]}""")]
    [InlineData("""{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\u0000"}""")]
    public void IsValid_Object_IsTrue(string text) => Assert.True(JsonObjectText.IsValid(text, 400));

    [Theory]
    [InlineData("""{"a":1e40}""", true)]
    [InlineData("""{"a":1E+41}""", false)]
    [InlineData("""{"a":1e-39}""", true)]
    [InlineData("""{"a":1e-40}""", false)]
    [InlineData("""{"a":[1e20,1e13]}""", true)]
    [InlineData("""{"a":[1e20,1e14]}""", false)]
    [InlineData("""{"a":{"b":1e41}}""", false)]
    [InlineData("""{"a":0e-99999999}""", false)]
    [InlineData("""{"a":0e99999999999}""", false)]
    [InlineData("""{"a":0e-2147483648}""", false)]
    [InlineData("""{"a":"1e99999999"}""", true)]
    public void IsValid_NumbersWithExponents_AreAsLongAsTheyAreKept(string text, bool expected) =>
        Assert.Equal(expected, JsonObjectText.IsValid(text, 50));

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
