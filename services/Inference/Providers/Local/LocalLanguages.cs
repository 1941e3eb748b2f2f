using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Inference.Providers.Local;

/// <summary>The languages the local provider speaks: one file each in Texts/, built in.</summary>
internal static class LocalLanguages
{
    private const string Prefix = "Chat.Inference.Providers.Local.Texts.";
    private const string Suffix = ".json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>By language, the two letters of ISO 639-1.</summary>
    public static FrozenDictionary<string, LocalTexts> All { get; } = Load();

    /// <summary>What is spoken where no language fits.</summary>
    public static LocalTexts English { get; } = All["en"];

    /// <summary>The texts of a BCP 47 tag's language; null: there are none.</summary>
    public static LocalTexts? Find(string tag) =>
        All.GetValueOrDefault(tag.AsSpan().IndexOfAny('-', '_') is > 0 and var end ? tag[..end] : tag);

    private static FrozenDictionary<string, LocalTexts> Load()
    {
        var assembly = typeof(LocalLanguages).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Prefix.Length..^Suffix.Length],
                name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    return JsonSerializer.Deserialize<LocalTexts>(stream, Format)!;
                },
                StringComparer.OrdinalIgnoreCase
            );
    }
}
