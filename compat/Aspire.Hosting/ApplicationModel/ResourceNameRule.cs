namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceNameRule
{
    private const int MaxLength = 64;

    public static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var valid =
            name.Length <= MaxLength
            && char.IsAsciiLetter(name[0])
            && name[^1] != '-'
            && !name.Contains("--", StringComparison.Ordinal)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        if (!valid)
        {
            throw new ArgumentException(
                $"Resource name '{name}' is invalid: use 1 to {MaxLength} ASCII letters, digits and single hyphens, "
                    + "beginning with a letter and not ending with a hyphen.",
                nameof(name)
            );
        }
    }
}
