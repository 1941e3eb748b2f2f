using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Locales;

/// <summary>Texts of one's own.</summary>
internal class TenantLocalesOptions : IValidatableObject
{
    private const int MaxText = 500;
    private const int MaxLocales = 64;

    /// <summary>Language of those whose own there are no texts in: BCP 47. Default <c>en</c>.</summary>
    public string Default { get; set; } = LocaleCatalog.English;

    /// <summary>
    /// Texts by language and key; they go before the built-in ones, and a language may be one that is not built in. At
    /// most 64 languages; a text has 1 to 500 characters.
    /// </summary>
    public Dictionary<string, Dictionary<string, string>> Strings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!LocaleTag.IsValid(Default))
        {
            yield return Fault($"Default: '{Default}' is no language tag like en or pt-BR.");
        }
        if (Strings.Count > MaxLocales)
        {
            yield return Fault($"Strings: at most {MaxLocales} languages are allowed.");
        }
        foreach (var (tag, texts) in Strings)
        {
            if (!LocaleTag.IsValid(tag))
            {
                yield return Fault($"Strings: '{tag}' is no language tag like en or pt-BR.");
            }
            foreach (var (key, text) in texts)
            {
                if (!LocaleKeys.All.Contains(key, StringComparer.Ordinal))
                {
                    yield return Fault(
                        $"Strings:{tag}: there is no text '{key}'. Known: {string.Join(", ", LocaleKeys.All)}."
                    );
                }
                if (text is not { Length: > 0 and <= MaxText })
                {
                    yield return Fault($"Strings:{tag}:{key}: a text must have 1 to {MaxText} characters.");
                }
            }
        }
    }

    private static ValidationResult Fault(string message) => new("Locales:" + message);
}
