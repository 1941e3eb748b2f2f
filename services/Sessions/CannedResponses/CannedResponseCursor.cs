using System.Globalization;

namespace Chat.Sessions.CannedResponses;

/// <summary>Where a page of the list ended: `position.id`.</summary>
internal readonly record struct CannedResponseCursor(int Position, Guid Id)
{
    /// <summary>Before all.</summary>
    public static CannedResponseCursor Start => new(-1, Guid.Empty);

    public static bool TryParse(string text, out CannedResponseCursor cursor)
    {
        var parts = text.Split('.');
        if (
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && Guid.TryParseExact(parts[1], "D", out var id)
        )
        {
            cursor = new CannedResponseCursor(position, id);
            return true;
        }

        cursor = default;
        return false;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Position}.{Id}");
}
