using System.Text.Json;
using Chat.Gateway.Json;

namespace Chat.Gateway.Tests.Json;

public sealed class JsonFieldsTests
{
    [Fact]
    public void Faults_SeveralWrongFields_AreAllNamed()
    {
        var fields = Read("""{"a":1,"b":"toolong","c":"x","d":[],"e":{"f":true}}""");

        fields.Text("a", 0, 10);
        fields.Text("b", 0, 3);
        fields.OneOf("c", "y", "z");
        fields.Object("d");
        fields.Object("e")!.RequiredText("f", 0, 1);
        fields.RequiredText("g", 0, 1);

        Assert.Equal(
            [
                ("/a", "wrong_type"),
                ("/b", "too_long"),
                ("/c", "unknown_value"),
                ("/d", "wrong_type"),
                ("/e/f", "wrong_type"),
                ("/g", "required"),
            ],
            fields.Faults.Select(fault => (fault.Pointer, fault.Code))
        );
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""", "wrong_type")]
    [InlineData("""{"a":"x\u0000"}""", "invalid_character")]
    [InlineData("""{"a":""}""", "too_short")]
    public void Text_TextThatCannotBeKept_IsAFault(string json, string code)
    {
        var fields = Read(json);

        Assert.Null(fields.Text("a", 1, 10));
        Assert.Equal(code, fields.Faults.Single().Code);
    }

    [Fact]
    public void Text_LengthOverTheLimitInUtf16Units_IsAFault()
    {
        var fields = Read("""{"a":"🙂🙂","b":"🙂🙂"}""");

        Assert.NotNull(fields.Text("a", 1, 4));
        Assert.Null(fields.Text("b", 1, 3));
    }

    [Fact]
    public void Text_Null_CountsAsAbsent()
    {
        var fields = Read("""{"a":null}""");

        Assert.Null(fields.Text("a", 1, 4));
        Assert.Empty(fields.Faults);
    }

    [Fact]
    public void Texts_TooManyEntries_IsOneFault()
    {
        var fields = Read("""{"a":{"x":"1","y":"2","z":"3"}}""");

        fields.Texts("a", 2, 10);

        Assert.Equal("too_many", fields.Faults.Single().Code);
    }

    [Fact]
    public void Add_NameWithASlash_IsEscapedInThePointer()
    {
        var fields = Read("""{"a":{"x/y~z":1}}""");

        fields.Texts("a", 2, 10);

        Assert.Equal("/a/x~1y~0z", fields.Faults.Single().Pointer);
    }

    [Fact]
    public void Faults_NoObject_IsAFault() => Assert.Equal("", Read("[]").Faults.Single().Pointer);

    private static JsonFields Read(string json) => new(JsonDocument.Parse(json).RootElement);
}
