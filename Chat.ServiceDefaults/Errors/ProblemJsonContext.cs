using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.ServiceDefaults.Errors;

[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJsonContext : JsonSerializerContext
{
    /// <summary>
    /// As the other answers are written: an apostrophe is one for who reads it with curl. Nobody takes a problem for a
    /// page, its media type says what it is.
    /// </summary>
    public static ProblemJsonContext Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
