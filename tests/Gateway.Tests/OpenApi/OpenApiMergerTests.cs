using System.Text.Json.Nodes;
using Chat.Gateway.OpenApi;
using Chat.Gateway.Proxy;

namespace Chat.Gateway.Tests.OpenApi;

public sealed class OpenApiMergerTests
{
    [Fact]
    public void Merge_ServicesAreAway_ListsEveryPublicResource()
    {
        var paths = Merge([])["paths"]!.AsObject();

        Assert.Equal(
            ProxyRoutes.All.SelectMany(Operations).Order(StringComparer.Ordinal),
            paths
                .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key}"))
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("/v1/agents", "get", "Agents", "Needs an agent's token or a secret key.", "Agents")]
    [InlineData("/v1/agent-threads/{id}/read", "put", "Says how far one has read", null, "Agent-threads")]
    public void Merge_ServiceIsAway_SaysWhatIsKnownOfTheResource(
        string path,
        string method,
        string summary,
        string? description,
        string tag
    )
    {
        var operation = Operation(Merge([]), path, method);

        Assert.Equal(summary, operation["summary"]!.GetValue<string>());
        Assert.Equal(
            description ?? "Needs an agent's token or a secret key.",
            operation["description"]!.GetValue<string>()
        );
        Assert.Equal(tag, operation["tags"]!.AsArray().Single()!.GetValue<string>());
        Assert.Equal("OK", operation["responses"]!["200"]!["description"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("SecretKey", "Needs a secret key.", false)]
    [InlineData("Anyone", "Needs a key or a token.", true)]
    [InlineData("Link", "Needs the link and nothing else.", true)]
    [InlineData("AnyKey", "Needs a publishable or secret key.", true)]
    [InlineData("AgentOrSecretKey", "Needs an agent's token or a secret key.", false)]
    public void Merge_Access_IsSaidAndWhoIsCountedCanBeRefused(string access, string description, bool isCounted)
    {
        var document = Merge([]);
        var routes = ProxyRoutes.All.Where(route => route.Access.ToString() == access && !route.TriesPassword).ToList();

        Assert.NotEmpty(routes);
        Assert.All(
            routes.SelectMany(route =>
                route.Methods.Select(method => Operation(document, route.Path, method.ToLowerInvariant()))
            ),
            operation =>
            {
                Assert.Equal(description, operation["description"]!.GetValue<string>());
                Assert.Equal(isCounted, operation["responses"]!["429"] is not null);
            }
        );
    }

    [Fact]
    public void Merge_WhereAPasswordIsTried_CanBeRefused()
    {
        var document = Merge([]);

        Assert.All(
            ProxyRoutes.All.Where(route => route.TriesPassword),
            route => Assert.NotNull(Operation(document, route.Path, "post")["responses"]!["429"])
        );
    }

    [Fact]
    public void Merge_ServiceDescribesIt_IsDescribedAsThere()
    {
        var operation = Operation(
            Merge(
                (
                    "sessions",
                    """
                    {"paths":{"/v1/agents/{agentId}":{
                      "parameters":[{"name":"agentId","in":"path"}],
                      "get":{"operationId":"GetAgent","summary":"One agent","description":"Of the tenant.","tags":["x"],
                        "parameters":[{"name":"PageSize","in":"query"},{"name":"If-Match","in":"header"}],
                        "responses":{"200":{"description":"It"}}},
                      "put":{"summary":"Not public"}}}}
                    """
                )
            ),
            "/v1/agents/{id}",
            "get"
        );

        Assert.Equal("One agent", operation["summary"]!.GetValue<string>());
        Assert.Equal("Of the tenant.", operation["description"]!.GetValue<string>());
        Assert.Equal("It", operation["responses"]!["200"]!["description"]!.GetValue<string>());
        Assert.Equal("""["Agents"]""", operation["tags"]!.ToJsonString());
        Assert.Null(operation["operationId"]);
        Assert.Equal(
            ["pageSize", "If-Match"],
            operation["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>())
        );
    }

    [Fact]
    public void Merge_ServiceDescribesIt_IsPublicWithItsSharedParametersAndPublicMethodsOnly()
    {
        var item = Merge(
            (
                "sessions",
                """
                {"paths":{"/v1/agents/{agentId}":{"parameters":[{"name":"agentId","in":"path"}],"put":{"summary":"No"}},
                 "/internal":{"get":{}}}}
                """
            )
        )["paths"]!.AsObject();

        Assert.Equal(
            ["delete", "get", "parameters", "patch"],
            item["/v1/agents/{id}"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal)
        );
        Assert.Null(item["/internal"]);
    }

    [Fact]
    public void Merge_SchemasOfServices_StandUnderTheirServicesName()
    {
        const string Schemas = """
            {"paths":{"PATH":{"get":{"responses":{"200":{"content":{"application/json":{"schema":
              {"$ref":"#/components/schemas/Item"}}}},"404":{"schema":{"$ref":"#/components/schemas/Problem"}}}}}},
             "components":{"schemas":{
              "Item":{"properties":{"next":{"anyOf":[{"$ref":"#/components/schemas/Item"}]},"p":{"$ref":"#/components/schemas/ProblemFault"}}},
              "Problem":{"type":"object"},"ProblemFault":{"type":"object"}}}}
            """;
        var document = Merge(
            ("sessions", Schemas.Replace("PATH", "/v1/agents", StringComparison.Ordinal)),
            ("webhooks", Schemas.Replace("PATH", "/v1/webhooks", StringComparison.Ordinal))
        );

        var responses = Operation(document, "/v1/agents", "get")["responses"]!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        Assert.Equal(
            "#/components/schemas/Sessions.Item",
            responses["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>()
        );
        Assert.Equal("#/components/schemas/Problem", responses["404"]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.Equal(
            ["Problem", "ProblemFault", "Sessions.Item", "Webhooks.Item"],
            schemas.Select(schema => schema.Key).Order(StringComparer.Ordinal)
        );
        var item = schemas["Webhooks.Item"]!["properties"]!;
        Assert.Equal("#/components/schemas/Webhooks.Item", item["next"]!["anyOf"]![0]!["$ref"]!.GetValue<string>());
        Assert.Equal("#/components/schemas/ProblemFault", item["p"]!["$ref"]!.GetValue<string>());
    }

    [Fact]
    public void Merge_Document_SaysHowToSendACredential()
    {
        var document = Merge([]);

        Assert.Equal("""[{"bearer":[]}]""", document["security"]!.ToJsonString());
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>());
    }

    [Fact]
    public void Merge_WhatTheGatewayHasItself_Stays()
    {
        var document = JsonNode.Parse("""{"paths":{"/v1/chat":{"post":{"summary":"Own"}}}}""")!.AsObject();

        OpenApiMerger.Merge(document, new Dictionary<string, JsonObject>(StringComparer.Ordinal));

        Assert.Equal("Own", Operation(document, "/v1/chat", "post")["summary"]!.GetValue<string>());
    }

    private static IEnumerable<string> Operations(ProxyRoute route) =>
        route.Methods.Select(method => $"{method.ToLowerInvariant()} {route.Path}");

    private static JsonObject Operation(JsonObject document, string path, string method) =>
        document["paths"]![path]![method]!.AsObject();

    private static JsonObject Merge(params ReadOnlySpan<(string Service, string Json)> services)
    {
        var (document, others) = (new JsonObject(), new Dictionary<string, JsonObject>(StringComparer.Ordinal));
        foreach (var (service, json) in services)
        {
            others[service] = JsonNode.Parse(json)!.AsObject();
        }

        OpenApiMerger.Merge(document, others);
        return document;
    }
}
