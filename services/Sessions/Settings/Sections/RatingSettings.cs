using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings.Sections;

/// <summary>How visitors rate a conversation.</summary>
internal sealed record RatingSettings : ISettingsSection, ISettingsRules
{
    private const int MaxOptions = 20;
    private const int MaxOption = 100;

    public static string Name => "rating";

    /// <summary>Visitors are asked for a rating at the end.</summary>
    public bool Enabled { get; init; }

    /// <summary>`thumbs` (0 or 1), `stars` or `emoji` (1 to 5).</summary>
    public RatingType Type { get; init; } = RatingType.Thumbs;

    /// <summary>
    /// What can be ticked after a value was chosen: the value as text, and for each at most 20 options of 1 to 100 UTF-16
    /// units.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FollowUpOptions { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Whether a value can be given.</summary>
    public bool Allows(int value) => Type is RatingType.Thumbs ? value is 0 or 1 : value is >= 1 and <= 5;

    public IEnumerable<FieldFault> Check()
    {
        foreach (var (value, options) in FollowUpOptions)
        {
            var at = JsonPointer.Below("/followUpOptions", value);
            if (value.Length != 1 || !char.IsAsciiDigit(value[0]) || !Allows(value[0] - '0'))
            {
                yield return new FieldFault(at, "out_of_range", "Must be a value of the rating's type.");
            }

            if (options.Count > MaxOptions || options.Any(option => option.Length is 0 or > MaxOption))
            {
                yield return new FieldFault(
                    at,
                    "length",
                    $"Must be at most {MaxOptions} texts of 1 to {MaxOption} UTF-16 units."
                );
            }
        }
    }
}
