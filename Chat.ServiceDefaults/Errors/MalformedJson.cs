using System.Globalization;
using System.Text.Json;

namespace Chat.ServiceDefaults.Errors;

/// <summary>A body, or a frame, that is no JSON, is nested too deeply or holds text that is no Unicode.</summary>
/// <param name="Message">What is wrong and where, without a word of what was sent.</param>
public sealed record MalformedJson(string Message = "The body is not valid JSON.")
    : Invalid([], "malformed_json", Message)
{
    /// <summary>It is JSON, and no object.</summary>
    public static MalformedJson NotAnObject { get; } = new("A JSON object is expected.");

    /// <summary>Says where the reader stopped. Its own sentence may repeat what was sent.</summary>
    /// <param name="fault">What the reader threw.</param>
    public MalformedJson(JsonException fault)
        : this(Sentence(fault)) { }

    private static string Sentence(JsonException fault) =>
        fault.Message.StartsWith("The maximum configured depth", StringComparison.Ordinal)
            ? "The body is nested too deeply."
        : fault.Message.StartsWith("The input does not contain any JSON tokens", StringComparison.Ordinal)
            ? "The body is empty, and JSON is expected."
        : fault is { LineNumber: { } line, BytePositionInLine: { } position }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The body is not valid JSON: see line {line + 1}, byte {position + 1}."
            )
        : "The body is not valid JSON.";
}
