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
        "get /v1/agent-threads",
        "post /v1/agent-threads",
        "get /v1/agent-threads/{id}",
        "get /v1/agent-threads/{id}/messages",
        "post /v1/agent-threads/{id}/messages",
        "put /v1/agent-threads/{id}/read",
        "get /v1/agents",
        "post /v1/agents",
        "get /v1/agents/available",
        "get /v1/agents/me",
        "post /v1/agents/me/password",
        "get /v1/agents/{id}",
        "patch /v1/agents/{id}",
        "delete /v1/agents/{id}",
        "put /v1/agents/{id}/hierarchy",
        "post /v1/agents/{id}/invitations",
        "post /v1/agents/{id}/password",
        "get /v1/agents/{id}/reports",
        "put /v1/agents/{id}/status",
        "get /v1/agents/{id}/team-tree",
        "get /v1/analytics",
        "post /v1/attachments",
        "delete /v1/attachments/{id}",
        "get /v1/attachments/{id}/content",
        "put /v1/attachments/{id}/content",
        "post /v1/auth/invitations/accept",
        "post /v1/auth/login",
        "post /v1/auth/logout",
        "post /v1/auth/refresh",
        "get /v1/canned-responses",
        "post /v1/canned-responses",
        "get /v1/canned-responses/categories",
        "post /v1/canned-responses/reorder",
        "get /v1/canned-responses/{id}",
        "patch /v1/canned-responses/{id}",
        "delete /v1/canned-responses/{id}",
        "post /v1/canned-responses/{id}/render",
        "post /v1/chat",
        "get /v1/conversations",
        "post /v1/conversations",
        "get /v1/conversations/{id}",
        "patch /v1/conversations/{id}",
        "post /v1/conversations/{id}/accept",
        "put /v1/conversations/{id}/archive",
        "put /v1/conversations/{id}/assign",
        "put /v1/conversations/{id}/await",
        "put /v1/conversations/{id}/close",
        "post /v1/conversations/{id}/escalate",
        "get /v1/conversations/{id}/events",
        "get /v1/conversations/{id}/export",
        "post /v1/conversations/{id}/hand-back",
        "put /v1/conversations/{id}/label",
        "delete /v1/conversations/{id}/label",
        "get /v1/conversations/{id}/messages",
        "post /v1/conversations/{id}/messages",
        "patch /v1/conversations/{id}/messages/{messageId}",
        "delete /v1/conversations/{id}/messages/{messageId}",
        "put /v1/conversations/{id}/messages/{messageId}/label",
        "delete /v1/conversations/{id}/messages/{messageId}/label",
        "put /v1/conversations/{id}/messages/{messageId}/reactions/{emoji}",
        "delete /v1/conversations/{id}/messages/{messageId}/reactions/{emoji}",
        "get /v1/conversations/{id}/notes",
        "post /v1/conversations/{id}/notes",
        "patch /v1/conversations/{id}/notes/{noteId}",
        "delete /v1/conversations/{id}/notes/{noteId}",
        "put /v1/conversations/{id}/preferred-agent",
        "get /v1/conversations/{id}/presence",
        "get /v1/conversations/{id}/queue",
        "post /v1/conversations/{id}/queue",
        "get /v1/conversations/{id}/rating",
        "put /v1/conversations/{id}/rating",
        "get /v1/conversations/{id}/receipts",
        "put /v1/conversations/{id}/receipts",
        "put /v1/conversations/{id}/reopen",
        "post /v1/conversations/{id}/replies/{replyId}/stop",
        "put /v1/conversations/{id}/resolve",
        "put /v1/conversations/{id}/resume",
        "get /v1/conversations/{id}/stats",
        "put /v1/conversations/{id}/tags/{tag}",
        "delete /v1/conversations/{id}/tags/{tag}",
        "post /v1/conversations/{id}/take-over",
        "post /v1/conversations/{id}/transfer",
        "get /v1/conversations/{id}/visitor",
        "get /v1/customers",
        "post /v1/customers",
        "get /v1/customers/search",
        "get /v1/customers/{id}",
        "patch /v1/customers/{id}",
        "delete /v1/customers/{id}",
        "get /v1/customers/{id}/conversations",
        "post /v1/customers/{id}/visitors",
        "get /v1/keys",
        "post /v1/keys",
        "get /v1/keys/{id}",
        "delete /v1/keys/{id}",
        "post /v1/keys/{id}/revoke",
        "post /v1/keys/{id}/rotate",
        "get /v1/knowledge/search",
        "get /v1/leads",
        "get /v1/locales/{tag}",
        "get /v1/me",
        "patch /v1/me",
        "get /v1/me/conversations",
        "get /v1/messages/labelled",
        "get /v1/messages/search",
        "get /v1/offline-messages",
        "post /v1/offline-messages",
        "patch /v1/offline-messages/{id}",
        "get /v1/queue",
        "get /v1/settings",
        "get /v1/settings/agents",
        "put /v1/settings/agents",
        "patch /v1/settings/agents",
        "get /v1/settings/ai",
        "put /v1/settings/ai",
        "patch /v1/settings/ai",
        "get /v1/settings/audit",
        "get /v1/settings/businessHours",
        "put /v1/settings/businessHours",
        "patch /v1/settings/businessHours",
        "get /v1/settings/chat",
        "put /v1/settings/chat",
        "patch /v1/settings/chat",
        "get /v1/settings/customers",
        "put /v1/settings/customers",
        "patch /v1/settings/customers",
        "get /v1/settings/files",
        "put /v1/settings/files",
        "patch /v1/settings/files",
        "get /v1/settings/labels",
        "put /v1/settings/labels",
        "patch /v1/settings/labels",
        "get /v1/settings/live",
        "put /v1/settings/live",
        "patch /v1/settings/live",
        "get /v1/settings/privacy",
        "put /v1/settings/privacy",
        "patch /v1/settings/privacy",
        "get /v1/settings/rating",
        "put /v1/settings/rating",
        "patch /v1/settings/rating",
        "get /v1/settings/routing",
        "put /v1/settings/routing",
        "patch /v1/settings/routing",
        "get /v1/settings/sla",
        "put /v1/settings/sla",
        "patch /v1/settings/sla",
        "get /v1/settings/widget",
        "put /v1/settings/widget",
        "patch /v1/settings/widget",
        "get /v1/stats",
        "get /v1/support-persons",
        "get /v1/teams",
        "post /v1/teams",
        "get /v1/teams/{id}",
        "patch /v1/teams/{id}",
        "delete /v1/teams/{id}",
        "get /v1/usage",
        "get /v1/usage/records",
        "post /v1/users/{userId}/tokens",
        "delete /v1/users/{userId}/tokens",
        "post /v1/visitors",
        "post /v1/visitors/identify",
        "get /v1/webhooks/deliveries",
        "get /v1/webhooks/deliveries/{id}",
        "post /v1/webhooks/deliveries/{id}/redeliver",
        "get /v1/webhooks/subscriptions",
        "post /v1/webhooks/subscriptions",
        "get /v1/webhooks/subscriptions/{id}",
        "patch /v1/webhooks/subscriptions/{id}",
        "delete /v1/webhooks/subscriptions/{id}",
        "post /v1/webhooks/subscriptions/{id}/enable",
        "delete /v1/webhooks/subscriptions/{id}/previous-secret",
        "post /v1/webhooks/subscriptions/{id}/rotate-secret",
        "get /v1/widget-config",
    ];

    [Fact]
    public async Task Get_Document_HasEveryOperation()
    {
        var document = await suite.DescriptionAsync();

        Assert.Equal(s_operations.Order(), Operations(document).Select(operation => operation.Name).Order());
    }

    [Fact]
    public async Task Get_Document_EveryOperationSaysWhatItAnswers()
    {
        var document = await suite.DescriptionAsync();

        Assert.All(
            Operations(document),
            operation =>
            {
                Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
                var responses = operation.Value.GetProperty("responses");
                var successes = responses.EnumerateObject().Where(response => response.Name[0] == '2').ToList();
                Assert.NotEmpty(successes);
                Assert.All(
                    successes
                        .Where(static success => success.Name != "204")
                        .SelectMany(static success => success.Value.GetProperty("content").EnumerateObject()),
                    content => Assert.True(content.Value.TryGetProperty("schema", out _), operation.Name)
                );

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
    public async Task Get_Document_NamesQueryParametersAsTheyAreWritten()
    {
        var document = await suite.DescriptionAsync();

        var names = Operations(document)
            .Where(static operation => operation.Value.TryGetProperty("parameters", out _))
            .SelectMany(static operation => operation.Value.GetProperty("parameters").EnumerateArray())
            .Where(static parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(static parameter => parameter.GetProperty("name").GetString()!)
            .ToList();

        Assert.Contains("createdSince", names);
        Assert.All(names, static name => Assert.True(char.IsAsciiLetterLower(name[0]), name));
    }

    [Theory]
    [InlineData("put", "application/json")]
    [InlineData("patch", "application/merge-patch+json")]
    public async Task Get_Document_AsksForTheFieldsOfASettingsSection(string method, string type)
    {
        var document = await suite.DescriptionAsync();

        var body = document
            .GetProperty("paths")
            .GetProperty("/v1/settings/businessHours")
            .GetProperty(method)
            .GetProperty("requestBody");

        Assert.Equal(
            "#/components/schemas/Sessions.BusinessHoursSettingsUpdate",
            body.GetProperty("content").GetProperty(type).GetProperty("schema").GetProperty("$ref").GetString()
        );
    }

    [Fact]
    public async Task Get_Document_EveryReferenceLeadsSomewhere()
    {
        var document = await suite.DescriptionAsync();
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
        var document = await suite.DescriptionAsync();

        var key = document.GetProperty("components").GetProperty("schemas").GetProperty("Sessions.KeyAnswer");

        Assert.Equal(
            "Its last four characters.",
            key.GetProperty("properties").GetProperty("hint").GetProperty("description").GetString()
        );
    }

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
