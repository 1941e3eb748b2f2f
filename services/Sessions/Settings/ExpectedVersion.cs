using System.Globalization;

namespace Chat.Sessions.Settings;

/// <summary>Which versions a change may be made from: what <c>If-Match</c> says.</summary>
internal sealed record ExpectedVersion
{
    private ExpectedVersion(IReadOnlyList<string>? tags) => Tags = tags;

    // Null: any.
    private IReadOnlyList<string>? Tags { get; }

    /// <summary>Whether it is meant for whatever is there.</summary>
    public bool IsAny => Tags is null;

    /// <summary>Null when the header is not there.</summary>
    public static ExpectedVersion? Parse(string? ifMatch) =>
        string.IsNullOrWhiteSpace(ifMatch) ? null
        : ifMatch.Trim() == "*" ? new ExpectedVersion(tags: null)
        : new ExpectedVersion(ifMatch.Split(',', StringSplitOptions.TrimEntries));

    /// <summary>Weak tags never match, as RFC 9110 (13.1.1) wants it.</summary>
    public bool Allows(long version) => Tags is null || Tags.Contains(TagOf(version), StringComparer.Ordinal);

    /// <summary>The ETag of a version.</summary>
    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
