using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Locales;

/// <summary>Texts in one language.</summary>
internal sealed record LocaleAnswer
{
    /// <summary>The language found; BCP 47.</summary>
    public required string Locale { get; init; }

    /// <summary>`ltr` or `rtl`.</summary>
    [AllowedValues("ltr", "rtl")]
    public required string Direction { get; init; }

    /// <summary>By key; complete.</summary>
    public required IReadOnlyDictionary<string, string> Strings { get; init; }
}
