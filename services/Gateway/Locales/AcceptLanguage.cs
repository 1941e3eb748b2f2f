using System.Globalization;

namespace Chat.Gateway.Locales;

/// <summary>The header of RFC 9110, section 12.5.4: what a browser would like to read, best first.</summary>
internal static class AcceptLanguage
{
    private const int MaxLength = 512;
    private const int MaxEntries = 16;

    /// <summary>The well-formed tags by descending weight; those of weight 0, and <c>*</c>, are left out.</summary>
    public static IReadOnlyList<string> Read(string header)
    {
        if (header.Length is 0 or > MaxLength)
        {
            return [];
        }
        var entries = new List<(string Tag, double Weight)>();
        foreach (var part in header.Split(',', MaxEntries + 1).Take(MaxEntries))
        {
            var pieces = part.Split(';', StringSplitOptions.TrimEntries);
            if (LocaleTag.IsValid(pieces[0]) && WeightOf(pieces) is > 0 and var weight)
            {
                entries.Add((pieces[0], weight));
            }
        }
        // Stable: of the same weight, the first comes first.
        return [.. entries.OrderByDescending(entry => entry.Weight).Select(entry => entry.Tag)];
    }

    private static double WeightOf(string[] pieces)
    {
        foreach (var parameter in pieces.AsSpan(1))
        {
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            {
                return
                    double.TryParse(
                        parameter.AsSpan(2),
                        NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture,
                        out var weight
                    ) && weight is >= 0 and <= 1
                    ? weight
                    : 0;
            }
        }
        return 1;
    }
}
