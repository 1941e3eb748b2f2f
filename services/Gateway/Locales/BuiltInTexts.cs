using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Chat.Gateway.Locales;

/// <summary>The texts that come with the product: one file per language in Texts/, built in.</summary>
internal static class BuiltInTexts
{
    private const string Prefix = "Chat.Gateway.Locales.Texts.";
    private const string Suffix = ".json";

    /// <summary>By language, then by key.</summary>
    public static FrozenDictionary<string, FrozenDictionary<string, string>> All { get; } = Load();

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        var assembly = typeof(BuiltInTexts).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Prefix.Length..^Suffix.Length],
                name => Read(assembly, name),
                StringComparer.OrdinalIgnoreCase
            );
    }

    private static FrozenDictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
