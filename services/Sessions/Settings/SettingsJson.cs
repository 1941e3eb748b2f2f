using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings;

/// <summary>How settings are written: camelCase, choices in kebab-case, everything present.</summary>
internal static class SettingsJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            Converters = { new HourMinuteConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
