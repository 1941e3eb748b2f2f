using System.Net.Http.Json;
using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Api;

/// <summary>The API's description, as the gateway merges it from what the running services say.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class DocumentTests(SingleSuite suite)
{
    private const string Problem = "application/problem+json";

    private static readonly string[] s_methods = ["get", "post", "put", "patch", "delete"];

    /// <summary>Every public operation: a new one is added here, so that none is published unseen.</summary>
    private static readonly string[] s_operations =
    [
        "get /v1/agents",
        "post /v1/agents",
        "get /v1/agents/available",
        "get /v1/agents/me",
        "post /v1/agents/me/password",
        "get /v1/agents/{id}",
        "patch /v1/agents/{id}",
        "delete /v1/agents/{id}",
        "post /v1/agents/{id}/invitations",
        "post /v1/agents/{id}/password",
        "put /v1/agents/{id}/hierarchy",
        "get /v1/agents/{id}/reports",
        "put /v1/agents/{id}/status",
        "get /v1/agents/{id}/team-tree",
        "get /v1/analytics",
        "post /v1/auth/invitations/accept",
        "post /v1/auth/login",
        "post /v1/auth/logout",
        "post /v1/auth/refresh",
        "get /v1/conversations",
        "get /v1/conversations/{id}",
        "get /v1/conversations/{id}/events",
        "get /v1/conversations/{id}/messages",
        "post /v1/conversations/{id}/replies/{replyId}/stop",
        "post /v1/chat",
        "get /v1/keys",
        "post /v1/keys",
        "get /v1/keys/{id}",
        "delete /v1/keys/{id}",
        "post /v1/keys/{id}/revoke",
        "post /v1/keys/{id}/rotate",
        "get /v1/knowledge/search",
        "get /v1/support-persons",
        "get /v1/teams",
        "post /v1/teams",
        "get /v1/teams/{id}",
        "patch /v1/teams/{id}",
        "delete /v1/teams/{id}",
        "get /v1/usage",
        "get /v1/leads",
        "get /v1/locales/{tag}",
        "get /v1/usage/records",
        "post /v1/visitors",
        "get /v1/webhooks/deliveries",
        "get /v1/webhooks/deliveries/{id}",
        "post /v1/webhooks/deliveries/{id}/redeliver",
        "get /v1/webhooks/subscriptions",
        "post /v1/webhooks/subscriptions",
        "get /v1/webhooks/subscriptions/{id}",
        "patch /v1/webhooks/subscriptions/{id}",
        "delete /v1/webhooks/subscriptions/{id}",
        "post /v1/webhooks/subscriptions/{id}/enable",
        "post /v1/webhooks/subscriptions/{id}/rotate-secret",
        "delete /v1/webhooks/subscriptions/{id}/previous-secret",
    ];

    [Fact]
    public async Task Get_Document_HasEveryOperation()
    {
        var document = await DocumentAsync();

        Assert.Equal(s_operations.Order(), Operations(document).Select(operation => operation.Name).Order());
    }

    [Fact]
    public async Task Get_Document_EveryOperationSaysWhatItAnswers()
    {
        var document = await DocumentAsync();

        Assert.All(
            Operations(document),
            operation =>
            {
                Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
                var responses = operation.Value.GetProperty("responses");
                var success = responses.EnumerateObject().Single(response => response.Name[0] == '2');
                if (success.Name != "204")
                {
                    Assert.All(
                        success.Value.GetProperty("content").EnumerateObject(),
                        content => Assert.True(content.Value.TryGetProperty("schema", out _), operation.Name)
                    );
                }

                Assert.All(
                    responses.EnumerateObject().Where(response => response.Name[0] is '4' or '5'),
                    failure =>
                        Assert.EndsWith(
                            "/Problem",
                            failure
                                .Value.GetProperty("content")
                                .GetProperty(Problem)
                                .GetProperty("schema")
                                .GetProperty("$ref")
                                .GetString(),
                            StringComparison.Ordinal
                        )
                );
                Assert.True(responses.TryGetProperty("401", out _), operation.Name);
                Assert.True(responses.TryGetProperty("503", out _), operation.Name);
            }
        );
    }

    [Fact]
    public async Task Get_Document_EveryReferenceLeadsSomewhere()
    {
        var document = await DocumentAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");

        var references = References(document).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(
            references,
            reference =>
                Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference)
        );
    }

    [Fact]
    public async Task Get_Document_CarriesTheCommentsOfTheServicesTypes()
    {
        var document = await DocumentAsync();

        var key = document.GetProperty("components").GetProperty("schemas").GetProperty("Sessions.KeyAnswer");

        Assert.Equal(
            "Its last four characters.",
            key.GetProperty("properties").GetProperty("hint").GetProperty("description").GetString()
        );
    }

    private async Task<JsonElement> DocumentAsync() =>
        await suite.Gateway.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

    private static IEnumerable<(string Name, JsonElement Value)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where s_methods.Contains(operation.Name, StringComparer.Ordinal)
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static IEnumerable<string> References(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(property =>
                    property is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
                        ? [property.Value.GetString()!]
                        : References(property.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
            _ => [],
        };
}
