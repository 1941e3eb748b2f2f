using System.Text.Json;

namespace Chat.Inference.Tools.Custom;

public sealed class ArgumentSchemaTests
{
    private const string Order = """
        {
          "type": "object",
          "properties": {
            "order": { "type": "integer", "minimum": 1 },
            "lines": { "type": "array", "items": { "type": "object", "required": ["sku"] } }
          },
          "required": ["order"]
        }
        """;

    [Theory]
    [InlineData(Order, true)]
    [InlineData("{}", true)]
    [InlineData("true", true)]
    [InlineData("not json", false)]
    [InlineData("[]", false)]
    [InlineData("\"text\"", false)]
    [InlineData("""{"type":"nonsense"}""", false)]
    [InlineData("""{"$ref":"https://elsewhere.example/schema"}""", false)]
    [InlineData("""{"properties":[]}""", false)]
    [InlineData("""{"properties":{"a":[]}}""", false)]
    [InlineData("""{"properties":{"a":null}}""", false)]
    [InlineData("""{"items":7}""", false)]
    [InlineData("""{"additionalProperties":"x"}""", false)]
    [InlineData("""{"required":"order"}""", false)]
    [InlineData("""{"minimum":"a"}""", false)]
    [InlineData("""{"minLength":-1}""", false)]
    [InlineData("""{"enum":{}}""", false)]
    [InlineData("""{"anyOf":{}}""", false)]
    [InlineData("""{"properties":{"a":{"pattern":"("}}}""", false)]
    [InlineData("""{"$id":"http://["}""", false)]
    [InlineData("""{"$id":7}""", false)]
    [InlineData("""{"$ref":7}""", false)]
    [InlineData("""{"$ref":"#/nowhere"}""", false)]
    [InlineData("""{"$schema":"nowhere"}""", false)]
    [InlineData("""{"$schema":"https://elsewhere.example/dialect"}""", false)]
    [InlineData("""{"$dynamicRef":7}""", false)]
    [InlineData("""{"format":7}""", false)]
    [InlineData("""{"$defs":{"a":3}}""", false)]
    [InlineData("""{"if":3}""", false)]
    public void IsReadable_Schema_IsOneThatCanBeUsed(string schema, bool readable) =>
        Assert.Equal(readable, ArgumentSchema.IsReadable(schema));

    [Theory]
    [InlineData("""{"order":1}""")]
    [InlineData("""{"order":1,"lines":[{"sku":"a"}],"more":true}""")]
    public void FaultOf_Allowed_IsNone(string arguments) => Assert.Null(FaultOf(Order, arguments));

    [Theory]
    [InlineData("{}", "arguments: ")]
    [InlineData("""{"order":0}""", "/order: ")]
    [InlineData("""{"order":1,"lines":[{"sku":"a"},{}]}""", "/lines/1: ")]
    public void FaultOf_Wrong_NamesThePlace(string arguments, string place) =>
        Assert.StartsWith(place, FaultOf(Order, arguments), StringComparison.Ordinal);

    [Fact]
    public void FaultOf_SeveralFaults_NamesEach()
    {
        var fault = FaultOf(Order, """{"order":0,"lines":[{}]}""");

        Assert.Contains("/order: ", fault, StringComparison.Ordinal);
        Assert.Contains("/lines/0: ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultOf_VeryManyFaults_NamesTen()
    {
        var lines = string.Join(',', Enumerable.Repeat("{}", 50));

        var fault = FaultOf(Order, $$"""{"order":1,"lines":[{{lines}}]}""");

        Assert.Equal(10, fault!.Split("/lines/").Length - 1);
    }

    [Fact]
    public void FaultOf_SchemasOfTheSameId_AreEachTheirOwn()
    {
        var text = Of("string");
        var number = Of("number");
        var arguments = JsonElement.Parse("""{"order":7}""");

        Assert.NotNull(text.FaultOf(arguments));
        Assert.Null(number.FaultOf(arguments));
    }

    private static ArgumentSchema Of(string type) =>
        new("{\"$id\":\"https://shop.example/order\",\"properties\":{\"order\":{\"type\":\"" + type + "\"}}}");

    private static string? FaultOf(string schema, string arguments) =>
        new ArgumentSchema(schema).FaultOf(JsonElement.Parse(arguments));
}
