using System.Globalization;
using Chat.ServiceDefaults.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Sessions.Customers;

/// <summary>Versions as ETag and If-Match.</summary>
internal static class VersionTag
{
    private static readonly Invalid Malformed = Invalid.Field("/ifMatch", "format", "Must be an ETag, or *.");

    public static void Set(HttpResponse response, long version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that must be there; null: any.</summary>
    public static Result<long?> Wanted(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header.ToString() == "*")
        {
            return (long?)null;
        }

        if (!EntityTagHeaderValue.TryParse(header.ToString(), out var tag))
        {
            return Malformed;
        }

        // A tag that is none of ours is of no version there ever was.
        return
            !tag.IsWeak
            && long.TryParse(
                tag.Tag.AsSpan().Trim('"'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version
            )
            ? version
            : -1;
    }
}
