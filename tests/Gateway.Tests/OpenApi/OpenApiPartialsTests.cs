using System.Text.Json.Nodes;
using Chat.Gateway.OpenApi;

namespace Chat.Gateway.Tests.OpenApi;

/// <summary>Settings are answered whole and sent in part: two schemas of one type.</summary>
public sealed class OpenApiPartialsTests
{
    private readonly JsonObject document = JsonNode
        .Parse(
            """
            {"paths":{"/v1/x":{
              "get":{"responses":{"200":{"schema":{"$ref":"#/components/schemas/Both"}}}},
              "patch":{
                "requestBody":{"schema":{"$ref":"#/components/schemas/OnlySent"}},
                "responses":{"200":{"schema":{"$ref":"#/components/schemas/Both"}}}}}},
             "components":{"schemas":{
              "Both":{"properties":{"inner":{"$ref":"#/components/schemas/Inner"},"word":{"$ref":"#/components/schemas/Word"}}},
              "Inner":{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"]},
              "Word":{"enum":["x"]},
              "OnlySent":{"properties":{"both":{"$ref":"#/components/schemas/Both"}}}}}}
            """
        )!
        .AsObject();

    [Fact]
    public void Separate_WhatIsAnswered_HasAllOfIt()
    {
        OpenApiPartials.Separate(document);

        Assert.Equal("""["inner","word"]""", Schema("Both")["required"]!.ToJsonString());
        Assert.Equal("""["a","b"]""", Schema("Inner")["required"]!.ToJsonString());
        Assert.Equal("#/components/schemas/Inner", Reference(Schema("Both")["properties"]!["inner"]));
        Assert.Equal(
            "#/components/schemas/Both",
            Reference(document["paths"]!["/v1/x"]!["patch"]!["responses"]!["200"]!["schema"])
        );
    }

    [Fact]
    public void Separate_WhatIsSent_StaysInPart()
    {
        OpenApiPartials.Separate(document);

        Assert.Null(Schema("BothUpdate")["required"]);
        Assert.Equal("""["a"]""", Schema("InnerUpdate")["required"]!.ToJsonString());
        Assert.Equal("#/components/schemas/InnerUpdate", Reference(Schema("BothUpdate")["properties"]!["inner"]));
        Assert.Equal("#/components/schemas/Word", Reference(Schema("BothUpdate")["properties"]!["word"]));
        Assert.Equal("#/components/schemas/BothUpdate", Reference(Schema("OnlySent")["properties"]!["both"]));
    }

    private JsonNode Schema(string name) => document["components"]!["schemas"]![name]!;

    private static string Reference(JsonNode? holder) => holder!["$ref"]!.GetValue<string>();
}
