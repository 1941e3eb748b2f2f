using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.VisitorDetails;

/// <summary>Seen visitors between wire and domain.</summary>
internal static class DetailsMapping
{
    private const int MaxVisitors = 100;
    private const int MaxSubject = 128;
    private const int MaxText = 2_000;

    // From year 1 to 9999: what a timestamp may be.
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    public static Result<List<SeenVisitor>> ToDomain(Wire.CollectRequest request)
    {
        if (request.Visitors.Count is < 1 or > MaxVisitors)
        {
            return Invalid.Field("/visitors", "count", $"Must be 1 to {MaxVisitors}.");
        }

        var seen = new List<SeenVisitor>(request.Visitors.Count);
        for (var i = 0; i < request.Visitors.Count; i++)
        {
            if (ToDomain(request.Visitors[i]) is not { } visitor)
            {
                return Invalid.Field(
                    $"/visitors/{i}",
                    "invalid",
                    "Names no visitor or user, no time, or has too long a text."
                );
            }

            seen.Add(visitor);
        }

        return seen;
    }

    private static SeenVisitor? ToDomain(Wire.SeenVisitor visitor) =>
        Guid.TryParseExact(visitor.TenantId, "D", out var tenantId)
        && visitor.Kind is Wire.AuthorKind.Visitor or Wire.AuthorKind.User
        && visitor.Subject.Length is >= 1 and <= MaxSubject
        && visitor.SeenAt is { } seenAt
        && IsTime(seenAt)
        && Texts(visitor).All(text => text.Length <= MaxText && !text.Contains('\0'))
            ? new SeenVisitor
            {
                TenantId = tenantId,
                Kind = (AuthorKind)visitor.Kind,
                Subject = visitor.Subject,
                SeenAt = seenAt.ToDateTime(),
                Details = ToDetails(visitor),
            }
            : null;

    // What is none of the calendar, or has no nanoseconds of a second, cannot be converted.
    private static bool IsTime(Timestamp time) =>
        time.Seconds is >= MinSeconds and <= MaxSeconds && time.Nanos is >= 0 and < 1_000_000_000;

    private static BrowserDetails ToDetails(Wire.SeenVisitor visitor) =>
        new()
        {
            Ip = NullIfEmpty(visitor.Ip),
            Browser = NullIfEmpty(visitor.Browser),
            Os = NullIfEmpty(visitor.Os),
            Page = NullIfEmpty(visitor.Page),
            PageTitle = NullIfEmpty(visitor.PageTitle),
            Referrer = NullIfEmpty(visitor.Referrer),
            Language = NullIfEmpty(visitor.Language),
            Country = NullIfEmpty(visitor.Country),
            Region = NullIfEmpty(visitor.Region),
            City = NullIfEmpty(visitor.City),
        };

    private static string[] Texts(Wire.SeenVisitor visitor) =>
        [
            visitor.Subject,
            visitor.Ip,
            visitor.Browser,
            visitor.Os,
            visitor.Page,
            visitor.PageTitle,
            visitor.Referrer,
            visitor.Language,
            visitor.Country,
            visitor.Region,
            visitor.City,
        ];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
