using System.ComponentModel.DataAnnotations;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary>How the widget looks and what it offers. Everybody can read this.</summary>
internal sealed record WidgetSettings : ISettingsSection, ISettingsRules
{
    private const int MaxTexts = 500;
    private const int MaxText = 2_000;

    public static string Name => "widget";

    /// <summary>Colours, names and pictures.</summary>
    public WidgetBranding Branding { get; init; } = new();

    /// <summary>What it does by itself.</summary>
    public WidgetFeatures Features { get; init; } = new();

    /// <summary>What comes before the first message.</summary>
    public PreChat PreChat { get; init; } = new();

    /// <summary>`light`, `dark` or `auto`.</summary>
    public WidgetTheme Theme { get; init; } = WidgetTheme.Light;

    /// <summary>`bottom-right` or `bottom-left`.</summary>
    public WidgetPosition Position { get; init; } = WidgetPosition.BottomRight;

    /// <summary>
    /// Texts by locale (`de`, `pt-BR`) and name; each goes before the built-in one of `GET /v1/locales/{locale}`. At most 50
    /// locales of 500 texts of at most 2,000 UTF-16 units.
    /// </summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Texts { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>For programs of yours: at most 50 texts of at most 2,000 UTF-16 units.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> Metadata { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public IEnumerable<FieldFault> Check()
    {
        foreach (var (locale, texts) in Texts)
        {
            var at = JsonPointer.Below("/texts", locale);
            if (texts.Count > MaxTexts)
            {
                yield return new FieldFault(at, "count", $"Must be at most {MaxTexts}.");
            }

            foreach (var name in TooLong(texts))
            {
                yield return new FieldFault(JsonPointer.Below(at, name), "length", TextRule);
            }
        }

        foreach (var name in TooLong(Metadata))
        {
            yield return new FieldFault(JsonPointer.Below("/metadata", name), "length", TextRule);
        }

        foreach (var fault in PreChat.Check())
        {
            yield return fault;
        }
    }

    private static string TextRule => $"Must have at most {MaxText} UTF-16 units.";

    private static IEnumerable<string> TooLong(IReadOnlyDictionary<string, string> texts) =>
        texts.Where(text => text.Value.Length > MaxText).Select(text => text.Key);
}
