using Microsoft.Net.Http.Headers;

namespace Chat.Sessions.Settings;

/// <summary>Which versions the caller has: what <c>If-None-Match</c> says.</summary>
internal sealed record KnownVersions
{
    private KnownVersions(IList<EntityTagHeaderValue> tags) => Tags = tags;

    private IList<EntityTagHeaderValue> Tags { get; }

    /// <summary>None, when the header is not there or cannot be read: then everything is sent.</summary>
    public static KnownVersions Parse(string? ifNoneMatch) =>
        new(EntityTagHeaderValue.TryParseList([ifNoneMatch ?? ""], out var tags) ? tags : []);

    /// <summary>Weak tags match, too, as RFC 9110 (13.1.2) wants it: a proxy that compresses makes them weak.</summary>
    public bool Include(long version)
    {
        var current = new EntityTagHeaderValue(ExpectedVersion.TagOf(version));
        return Tags.Any(tag =>
            tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false)
        );
    }
}
