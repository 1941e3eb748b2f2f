using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings;

/// <summary>A choice as text in kebab-case, for example <c>agent-wise</c>; never as a number.</summary>
internal sealed class KebabEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
