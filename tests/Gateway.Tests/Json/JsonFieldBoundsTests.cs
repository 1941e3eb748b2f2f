using System.Text.Json;
using Chat.Gateway.Json;

namespace Chat.Gateway.Tests.Json;

/// <summary>Each kind of field at both sides of each bound, and what is said beyond it.</summary>
public sealed class JsonFieldBoundsTests
{
    private const string Id = "0190b000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData("\"ab\"", "ab", null)]
    [InlineData("\"abcd\"", "abcd", null)]
    [InlineData("\"a\"", null, "too_short")]
    [InlineData("\"abcde\"", null, "too_long")]
    [InlineData("1", null, "wrong_type")]
    [InlineData("null", null, null)]
    public void Text_Value_IsTakenWithinItsLength(string json, string? text, string? code)
    {
        var fields = Of(json);

        Assert.Equal(text, fields.Text("a", 2, 4));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData("\"a\"", "a", null)]
    [InlineData("\"\"", "", "too_short")]
    [InlineData("null", "", "required")]
    [InlineData("{}", "", "wrong_type")]
    public void RequiredText_Value_IsEmptyWhereItIsWrong(string json, string text, string? code)
    {
        var fields = Of(json);

        Assert.Equal(text, fields.RequiredText("a", 1, 4));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData("-2", -2, null)]
    [InlineData("5", 5, null)]
    [InlineData("-3", null, "out_of_range")]
    [InlineData("6", null, "out_of_range")]
    [InlineData("1.5", null, "out_of_range")]
    [InlineData("99999999999", null, "out_of_range")]
    [InlineData("\"1\"", null, "wrong_type")]
    [InlineData("null", null, null)]
    public void Integer_Value_IsTakenWithinItsRange(string json, int? number, string? code)
    {
        var fields = Of(json);

        Assert.Equal(number, fields.Integer("a", -2, 5));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData("3", 3, null)]
    [InlineData("9007199254740993", 9_007_199_254_740_993, null)]
    [InlineData("2", 3, "out_of_range")]
    [InlineData("9007199254740994", 3, "out_of_range")]
    [InlineData("3.5", 3, "wrong_type")]
    [InlineData("1e400", 3, "wrong_type")]
    [InlineData("\"4\"", 3, "wrong_type")]
    [InlineData("null", 3, "required")]
    public void RequiredNumber_Value_IsTheMinimumWhereItIsWrong(string json, long number, string? code)
    {
        var fields = Of(json);

        Assert.Equal(number, fields.RequiredNumber("a", 3, 9_007_199_254_740_993));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData($"\"{Id}\"", Id, null)]
    [InlineData("\"0190B000-0000-7000-8000-00000000000A\"", Id, null)]
    [InlineData("\"0190b000000070008000-00000000000a\"", null, "invalid_id")]
    [InlineData("\"{0190b000-0000-7000-8000-00000000000a}\"", null, "invalid_id")]
    [InlineData("\"\"", null, "too_short")]
    [InlineData("\"1\"", null, "invalid_id")]
    [InlineData("\"0123456789012345678901234567890123456789012345678901234567890123\"", null, "invalid_id")]
    [InlineData("\"01234567890123456789012345678901234567890123456789012345678901234\"", null, "too_long")]
    [InlineData("7", null, "wrong_type")]
    [InlineData("null", null, null)]
    public void Id_Value_IsAUuidInLowerCase(string json, string? id, string? code)
    {
        var fields = Of(json);

        Assert.Equal(id, fields.Id("a"));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData($"\"{Id}\"", Id, null)]
    [InlineData("\"x\"", "", "invalid_id")]
    [InlineData("\"\"", "", "too_short")]
    [InlineData("null", "", "required")]
    public void RequiredId_Value_IsEmptyWhereItIsWrong(string json, string id, string? code)
    {
        var fields = Of(json);

        Assert.Equal(id, fields.RequiredId("a"));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData("true", true, null)]
    [InlineData("false", false, null)]
    [InlineData("\"true\"", null, "wrong_type")]
    [InlineData("0", null, "wrong_type")]
    [InlineData("null", null, null)]
    public void Flag_Value_IsYesOrNo(string json, bool? flag, string? code)
    {
        var fields = Of(json);

        Assert.Equal(flag, fields.Flag("a"));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData("\"x\"", "x", null)]
    [InlineData("\"y\"", "y", null)]
    [InlineData("\"X\"", null, "unknown_value")]
    [InlineData("\"\"", null, "too_short")]
    [InlineData("[]", null, "wrong_type")]
    [InlineData("null", null, null)]
    public void OneOf_Value_IsOneOfTheWords(string json, string? word, string? code)
    {
        var fields = Of(json);

        Assert.Equal(word, fields.OneOf("a", "x", "y"));
        AssertFault(fields, code);
    }

    [Fact]
    public void OneOf_UnknownWord_NamesTheKnownOnes()
    {
        var fields = Of("\"z\"");

        _ = fields.OneOf("a", "x", "y");

        Assert.Equal("One of these is expected: x, y.", Assert.Single(fields.Faults).Message);
    }

    [Theory]
    [InlineData("[\"a\",\"bcd\"]", "a bcd", null)]
    [InlineData("[]", "", null)]
    [InlineData("[\"a\",\"b\",\"c\"]", null, "wrong_type")]
    [InlineData("[\"a\",1]", null, "wrong_type")]
    [InlineData("[\"a\",null]", null, "wrong_type")]
    [InlineData("[\"a\",\"\"]", null, "too_short")]
    [InlineData("[\"abcd\"]", null, "too_long")]
    [InlineData("{}", null, "wrong_type")]
    [InlineData("null", null, null)]
    public void TextList_Value_IsTakenWholeOrNotAtAll(string json, string? texts, string? code)
    {
        var fields = Of(json);

        var list = fields.TextList("a", 2, 3);

        Assert.Equal(texts, list is null ? null : string.Join(' ', list));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData("""{"x":"1","y":""}""", "x=1 y=", null)]
    [InlineData("{}", "", null)]
    [InlineData("""{"x":"1","y":"2","z":"3"}""", "x=1 y=2", "/a too_many")]
    [InlineData("""{"x":"1234"}""", "x=", "/a/x too_long")]
    [InlineData("""{"x":null}""", "x=", "/a/x required")]
    [InlineData("""{"x":1}""", "x=", "/a/x wrong_type")]
    [InlineData("[]", "", "/a wrong_type")]
    [InlineData("null", "", null)]
    public void Texts_Value_IsByName(string json, string texts, string? fault)
    {
        var fields = Of(json);

        var read = fields.Texts("a", 2, 3);

        Assert.Equal(texts, string.Join(' ', read.Select(entry => $"{entry.Key}={entry.Value}")));
        Assert.Equal(fault is null ? [] : [fault], fields.Faults.Select(found => $"{found.Pointer} {found.Code}"));
    }

    [Theory]
    [InlineData("""{"b": 1}""", """{"b": 1}""", null)]
    [InlineData("""{"b": 12}""", null, "too_long")]
    [InlineData("\"{}\"", null, "wrong_type")]
    [InlineData("null", null, null)]
    public void RawObject_Value_IsTakenAsItIsWritten(string json, string? raw, string? code)
    {
        var fields = Of(json);

        Assert.Equal(raw, fields.RawObject("a", 8));
        AssertFault(fields, code);
    }

    [Theory]
    [InlineData("[]", 0, null)]
    [InlineData("""[{"b":"x"},{"b":"y"}]""", 2, null)]
    [InlineData("[{},{},{}]", 0, "/a too_many")]
    [InlineData("[{},1]", 1, "/a/1 wrong_type")]
    [InlineData("{}", 0, "/a required")]
    [InlineData("null", 0, "/a required")]
    public void Objects_Value_AreThoseBeforeTheFirstWrongOne(string json, int count, string? fault)
    {
        var fields = Of(json);

        Assert.Equal(count, fields.Objects("a", 2).Count());
        Assert.Equal(fault is null ? [] : [fault], fields.Faults.Select(found => $"{found.Pointer} {found.Code}"));
    }

    [Fact]
    public void Objects_FaultInside_NamesItsPlace()
    {
        var fields = Of("""[{"b":"x"},{"c":{"d":1}}]""");

        foreach (var item in fields.Objects("a", 2))
        {
            _ = item.RequiredText("b", 1, 1);
            _ = item.Object("c")?.Text("d", 1, 1);
        }

        Assert.Equal(
            [("/a/1/b", "required"), ("/a/1/c/d", "wrong_type")],
            fields.Faults.Select(fault => (fault.Pointer, fault.Code))
        );
    }

    [Fact]
    public void Add_SecondFaultOfAField_IsNotSaid()
    {
        var fields = Of("1");

        fields.Add("a", "first", "First.");
        fields.Add("a", "second", "Second.");
        fields.Add("ab", "third", "Third.");

        Assert.Equal(["first", "third"], fields.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Fields_OfNoObject_AreAbsent()
    {
        var fields = new JsonFields(JsonDocument.Parse("[1]").RootElement);

        Assert.Null(fields.Text("a", 1, 2));
        Assert.Null(fields.Flag("a"));
        Assert.Equal(["wrong_type"], fields.Faults.Select(fault => fault.Code));
    }

    private static JsonFields Of(string json) => new(JsonDocument.Parse($$"""{"a":{{json}}}""").RootElement);

    private static void AssertFault(JsonFields fields, string? code) =>
        Assert.Equal(code is null ? [] : [("/a", code)], fields.Faults.Select(fault => (fault.Pointer, fault.Code)));
}
