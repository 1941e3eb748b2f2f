using System.Text.Json.Nodes;
using Chat.Gateway.OpenApi;

namespace Chat.Gateway.Tests.OpenApi;

/// <summary>What the document says where the generator's says less, or something else.</summary>
public sealed class OpenApiNormalizerTests
{
    [Fact]
    public void Normalize_Body_CanBeRefusedByItsSizeTypeAndContent() =>
        Assert.Equal(
            ["200", "400", "413", "415"],
            Statuses("""{"requestBody":{"content":{"application/json":{}}},"responses":{"200":{}}}""")
        );

    [Fact]
    public void Normalize_BytesOfAnyType_AreNotRefusedForTheirType() =>
        Assert.Equal(
            ["200", "400", "413"],
            Statuses("""{"requestBody":{"content":{"*/*":{}}},"responses":{"200":{}}}""")
        );

    [Fact]
    public void Normalize_Version_CanBeAnotherOne() =>
        Assert.Equal(
            ["200", "412"],
            Statuses("""{"parameters":[{"name":"If-Match","in":"header"}],"responses":{"200":{}}}""")
        );

    [Fact]
    public void Normalize_ProblemThatIsSaid_StaysAsItIs()
    {
        var document = Document("""{"requestBody":{"content":{}},"responses":{"413":{"description":"Own words"}}}""");

        OpenApiNormalizer.Normalize(document);

        Assert.Equal("Own words", Operation(document)["responses"]!["413"]!["description"]!.GetValue<string>());
        Assert.Equal("Bad Request", Operation(document)["responses"]!["400"]!["description"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(
        """{"type":"string","format":"time"}""",
        """{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$"}"""
    )]
    [InlineData("""{"type":"string","format":"date-time"}""", """{"type":"string","format":"date-time"}""")]
    [InlineData(
        """{"type":["null","object"],"maxLength":50}""",
        """{"type":["null","object"],"additionalProperties":true,"maxProperties":50}"""
    )]
    [InlineData("""{"type":"string","maxLength":50}""", """{"type":"string","maxLength":50}""")]
    [InlineData("""{"enum":["a","b",null]}""", """{"enum":["a","b"]}""")]
    [InlineData(
        """{"properties":{"metadata":{"oneOf":[{"type":"null"},{"description":"D","$ref":"#/components/schemas/S.JsonElement"}]}}}""",
        """{"properties":{"metadata":{"type":["null","object"],"description":"D","additionalProperties":true}}}"""
    )]
    [InlineData(
        """{"properties":{"customFields":{"$ref":"#/components/schemas/S.JsonElement"}}}""",
        """{"properties":{"customFields":{"type":"object","additionalProperties":true}}}"""
    )]
    [InlineData(
        """{"properties":{"metadata":{"type":"object","additionalProperties":{"type":"string"}}}}""",
        """{"properties":{"metadata":{"type":"object","additionalProperties":{"type":"string"}}}}"""
    )]
    [InlineData(
        """{"properties":{"format":{"type":"string"},"type":{"type":"string"}}}""",
        """{"properties":{"format":{"type":"string"},"type":{"type":"string"}}}"""
    )]
    public void Normalize_Schema_SaysWhatIsSent(string schema, string expected)
    {
        var document = Document("{}");
        document["components"] = new JsonObject { ["schemas"] = new JsonObject { ["X"] = JsonNode.Parse(schema) } };

        OpenApiNormalizer.Normalize(document);

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), document["components"]!["schemas"]!["X"]),
            document.ToJsonString()
        );
    }

    [Fact]
    public void Normalize_WhatABodyNeeds_IsNotNull()
    {
        var document = Document("{}");
        document["components"] = JsonNode.Parse(
            """
            {"schemas":{"S.XBody":{"required":["kind"],"properties":{
              "kind":{"type":["null","string"],"enum":["a",null]},"name":{"type":["null","string"]}}}}}
            """
        );

        OpenApiNormalizer.Normalize(document);

        var fields = document["components"]!["schemas"]!["S.XBody"]!["properties"]!;
        Assert.Equal("""{"type":"string","enum":["a"]}""", fields["kind"]!.ToJsonString());
        Assert.Equal("""{"type":["null","string"]}""", fields["name"]!.ToJsonString());
    }

    [Fact]
    public void Normalize_WhatAnAnswerHas_MayBeNull()
    {
        var document = Document("{}");
        document["components"] = JsonNode.Parse(
            """{"schemas":{"S.X":{"required":["kind"],"properties":{"kind":{"type":["null","string"]}}}}}"""
        );

        OpenApiNormalizer.Normalize(document);

        Assert.Equal(
            """["null","string"]""",
            document["components"]!["schemas"]!["S.X"]!["properties"]!["kind"]!["type"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData("""{"parameters":[{"name":"if-match","in":"header"}],"responses":{"200":{}}}""", true)]
    [InlineData("""{"parameters":[{"name":"x"},{"name":"If-Match","in":"header"}],"responses":{"200":{}}}""", true)]
    [InlineData("""{"parameters":[{"name":"If-None-Match","in":"header"}],"responses":{"200":{}}}""", false)]
    [InlineData("""{"parameters":[],"responses":{"200":{}}}""", false)]
    [InlineData("""{"responses":{"200":{}}}""", false)]
    public void Normalize_Parameters_SayWhetherAVersionIsCompared(string operation, bool isVersioned) =>
        Assert.Equal(isVersioned ? ["200", "412"] : ["200"], Statuses(operation));

    [Fact]
    public void Normalize_SchemasInLists_AreMendedToo()
    {
        var document = Document("""{"parameters":[{"schema":{"type":"string","format":"time"}}]}""");

        OpenApiNormalizer.Normalize(document);

        Assert.NotNull(Operation(document)["parameters"]![0]!["schema"]!["pattern"]);
    }

    private static string[] Statuses(string operation)
    {
        var document = Document(operation);
        OpenApiNormalizer.Normalize(document);
        return
        [
            .. Operation(document)["responses"]!
                .AsObject()
                .Select(static answer => answer.Key)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static JsonObject Document(string operation) =>
        new() { ["paths"] = new JsonObject { ["/v1/x"] = new JsonObject { ["post"] = JsonNode.Parse(operation) } } };

    private static JsonObject Operation(JsonObject document) => document["paths"]!["/v1/x"]!["post"]!.AsObject();
}
