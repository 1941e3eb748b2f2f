using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Api;

/// <summary>The schemas of the API's description: what a client made from them would believe.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed partial class DocumentSchemaTests(SingleSuite suite)
{
    [Fact]
    public async Task Get_Document_NumbersAreNumbers()
    {
        var texts = Objects(await suite.DescriptionAsync())
            .Where(static schema => Types(schema) is var types && types.Contains("string") && IsNumber(types))
            .Select(static schema => schema.GetRawText());

        Assert.Empty(texts);
    }

    [Fact]
    public async Task Get_Document_WordsThatAreListedAreAnEnumeration()
    {
        var listed = Objects(await suite.DescriptionAsync())
            .Where(static schema => Types(schema).Contains("string") && WordsOf(schema).Count > 0)
            .ToList();

        Assert.NotEmpty(listed);
        Assert.All(
            listed,
            static schema =>
            {
                Assert.True(schema.TryGetProperty("enum", out var choices), schema.GetRawText());
                Assert.Superset(
                    WordsOf(schema).ToHashSet(StringComparer.Ordinal),
                    choices
                        .EnumerateArray()
                        .Select(static choice => choice.GetString() ?? "null")
                        .ToHashSet(StringComparer.Ordinal)
                );
            }
        );
    }

    [Fact]
    public async Task Get_Document_WhatABodyNeedsIsNotNull()
    {
        var document = await suite.DescriptionAsync();

        var needed =
            from schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Name.EndsWith("Body", StringComparison.Ordinal)
            where schema.Value.TryGetProperty("required", out _)
            from name in schema.Value.GetProperty("required").EnumerateArray()
            select (
                Name: $"{schema.Name}.{name}",
                schema.Value.GetProperty("properties").GetProperty(name.GetString()!)
            );

        Assert.Contains(needed, static field => field.Name == "Sessions.NoteBody.text");
        Assert.Contains(needed, static field => field.Name == "LoginBody.email");
        Assert.DoesNotContain(needed, static field => field.Name == "LoginBody.tenant");
        Assert.All(needed, static field => Assert.DoesNotContain("null", Types(field.Item2)));
    }

    private static bool IsNumber(IReadOnlyList<string> types) => types.Contains("integer") || types.Contains("number");

    private static IReadOnlyList<string> Types(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.String ? [type.GetString()!]
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(static one => one.GetString()!)]
        : [];

    /// <summary>The words of a description that is, up to its first mark, a list of words: <c>`a`, `b` or `c`.</c></summary>
    private static IReadOnlyList<string> WordsOf(JsonElement schema) =>
        schema.TryGetProperty("description", out var said)
        && said.ValueKind == JsonValueKind.String
        && Listed().Match(said.GetString()!) is { Success: true } match
            ? [.. match.Groups["word"].Captures.Select(static word => word.Value)]
            : [];

    private static IEnumerable<JsonElement> Objects(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(static property => Objects(property.Value))
                .Prepend(element),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
            _ => [],
        };

    [GeneratedRegex(
        @"^`(?<word>[\w-]+)`( \(default\))?(, `(?<word>[\w-]+)`( \(default\))?)*,? or `(?<word>[\w-]+)`(?=[.:;,])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Listed();
}
