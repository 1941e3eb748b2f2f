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
    private const int MatchMilliseconds = 1000;
    private const StringComparison Exact = StringComparison.Ordinal;
    private const string Object = "Must be an object.";

    /// <summary>The error of a request that was refused with 400 before its endpoint saw it.</summary>
    /// <param name="refused">What the framework threw.</param>
    /// <param name="body">The type that the endpoint reads its body as; null: none, or not known.</param>
    public static Error Of(BadHttpRequestException refused, Type? body) =>
        refused.InnerException is JsonException json ? OfBody(json, body)
        : Unreadable().Match(refused.Message) is { Success: true } unreadable
            ? Invalid.Field(Named(unreadable), "wrong_type", Expected(unreadable.Groups["type"].Value))
        : Absent().Match(refused.Message) is { Success: true } absent
            ? Invalid.Field(Named(absent), "required", "Is required.")
        : NoBody().IsMatch(refused.Message) ? Invalid.Field("", "required", "A body is required.")
        : HttpStatusErrors.Of(refused.StatusCode);

    /// <summary>Whether the body was not read because nobody knows its encoding; the framework takes that for a bug.</summary>
    public static bool IsUnknownEncoding(InvalidOperationException fault) =>
        fault.Message.StartsWith("Unable to read the request as JSON because the request content type charset", Exact);

    private static Error OfBody(JsonException json, Type? body)
    {
        var pointer = Pointer(json.Path ?? "$");
        if (Unconverted().Match(json.Message) is { Success: true } unconverted)
        {
            var type = unconverted.Groups["type"].Value;
            return type != nameof(String) && json.InnerException?.Message.Contains("UTF-16", Exact) is true
                    ? new MalformedJson("A name in the body is not valid Unicode.")
                : pointer.Length == 0 ? Invalid.Field("", "wrong_type", "The body must be a JSON object.")
                : body?.Assembly.GetType(unconverted.Groups["full"].Value) is { IsEnum: false }
                    ? Invalid.Field(pointer, "wrong_type", Object)
                : Invalid.Field(pointer, "wrong_type", Expected(type));
        }

        var missing = Missing().Match(json.Message);
        return missing.Success
            ? new Invalid([
                .. missing
                    .Groups["name"]
                    .Captures.Select(name => new FieldFault(
                        JsonPointer.Below(pointer, name.Value),
                        "required",
                        "Is required."
                    )),
            ])
            : new MalformedJson(json);
    }

    // Parameters are bound whatever their case, and written as everything else in JSON and in the API's description.
    private static string Named(Match match) =>
        "/" + JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value);

    private static string Expected(string type) =>
        type switch
        {
            "String" or "string" => "Must be text, in valid Unicode.",
            "Boolean" or "bool" => "Must be true or false.",
            "Int32" or "int" => "Must be a whole number from -2147483648 to 2147483647.",
            "Int64" or "long" => "Must be a whole number.",
            "Double" or "double" => "Must be a number.",
            "Guid" => "Must be an id as the API gives them (a UUID).",
            "DateOnly" => "Must be a date like 2026-11-27.",
            "DateTimeOffset" => "Must be a time like 2026-11-27T09:30:00Z.",
            _ when type.Contains("Dictionary", Exact) => Object,
            _ when type.Contains("List", Exact) || type.EndsWith("[]", Exact) => "Must be a list.",
            _ => "Is not of the type, or not one of the values, that this field takes.",
        };

    // From $.tags[0].name or $.metadata['a.b'] to /tags/0/name and /metadata/a.b.
    private static string Pointer(string path)
    {
        var pointer = "";
        foreach (var part in Parts().EnumerateMatches(path))
        {
            pointer = JsonPointer.Below(pointer, path.AsSpan(part.Index, part.Length).Trim(".[]'").ToString());
        }

        return pointer;
    }

    [GeneratedRegex(@"\['.*?'\]|\[\d+\]|\.[^.\[]+", RegexOptions.None, MatchMilliseconds)]
    private static partial Regex Parts();

    // The JSON value could not be converted to System.Nullable`1[System.Int32]. Path: ... The innermost type counts, of a
    // list the list.
    [GeneratedRegex(
        @"^The JSON value could not be converted to (System\.Nullable`1\[)?(?<full>([\w+]+\.)*[\w+]*?(?<type>\w+(\[\])?))(?=[`\].]|$)",
        RegexOptions.ExplicitCapture,
        MatchMilliseconds
    )]
    private static partial Regex Unconverted();

    // Failed to bind parameter "DateOnly? from" from "2026-13-01".
    [GeneratedRegex(
        @"^Failed to bind parameter ""(Nullable<)?(?<type>\w+)[^""]*?(?<name>\w+)""",
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
