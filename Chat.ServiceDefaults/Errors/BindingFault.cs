using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Errors;

/// <summary>
/// Says which part of a request the framework could not read, without the value that was sent. The framework has only
/// sentences for it, with our types' names in them; what is not known here stays what it was, a request that could not be
/// read.
/// </summary>
internal static partial class BindingFault
{
    private const string WrongType = "Is not of the type, or not one of the values, that this field takes.";
    private const int MatchMilliseconds = 1000;

    /// <summary>The error of a request that was refused with 400 before its endpoint saw it.</summary>
    public static Error Of(BadHttpRequestException refused) =>
        refused.InnerException is JsonException json ? OfBody(json)
        : Unreadable().Match(refused.Message) is { Success: true } unreadable
            ? Invalid.Field("/" + unreadable.Groups["name"].Value, "wrong_type", WrongType)
        : Absent().Match(refused.Message) is { Success: true } absent
            ? Invalid.Field("/" + absent.Groups["name"].Value, "required", "Is required.")
        : NoBody().IsMatch(refused.Message) ? Invalid.Field("", "required", "A body is required.")
        : HttpStatusErrors.Of(refused.StatusCode);

    private static Error OfBody(JsonException json)
    {
        if (json.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
        {
            return Invalid.Field(Pointer(json.Path ?? "$"), "wrong_type", WrongType);
        }

        var missing = Missing().Match(json.Message);
        return missing.Success
            ? new Invalid([
                .. missing
                    .Groups["name"]
                    .Captures.Select(name => new FieldFault("/" + name.Value, "required", "Is required.")),
            ])
            : new Invalid([], "malformed_json", "The body is not valid JSON.");
    }

    // From $.tags[0].name or $.metadata['a.b'] to /tags/0/name and /metadata/a.b.
    private static string Pointer(string path)
    {
        var pointer = new StringBuilder();
        foreach (var part in Parts().EnumerateMatches(path))
        {
            var name = path.AsSpan(part.Index, part.Length).Trim(".[]'");
            pointer
                .Append('/')
                .Append(
                    name.ToString()
                        .Replace("~", "~0", StringComparison.Ordinal)
                        .Replace("/", "~1", StringComparison.Ordinal)
                );
        }

        return pointer.ToString();
    }

    [GeneratedRegex(@"\['.*?'\]|\[\d+\]|\.[^.\[]+", RegexOptions.None, MatchMilliseconds)]
    private static partial Regex Parts();

    // Failed to bind parameter "DateOnly? from" from "2026-13-01".
    [GeneratedRegex(
        @"^Failed to bind parameter ""[^""]*?(?<name>\w+)""",
        RegexOptions.ExplicitCapture,
        MatchMilliseconds
    )]
    private static partial Regex Unreadable();

    // Required parameter "string q" was not provided from query string.
    [GeneratedRegex(
        @"^Required parameter ""[^""]*?(?<name>\w+)"" was not provided from (query|route|header)",
        RegexOptions.ExplicitCapture,
        MatchMilliseconds
    )]
    private static partial Regex Absent();

    // Implicit body inferred for parameter "body" but no body was provided; or: Required parameter ... from body.
    [GeneratedRegex(
        @"no body was provided|was not provided from body",
        RegexOptions.ExplicitCapture,
        MatchMilliseconds
    )]
    private static partial Regex NoBody();

    // JSON deserialization for type 'X' was missing required properties including: 'name', 'email'.
    [GeneratedRegex(
        @"missing required properties including: ('(?<name>[^']*)'(, )?)+",
        RegexOptions.ExplicitCapture,
        MatchMilliseconds
    )]
    private static partial Regex Missing();
}
