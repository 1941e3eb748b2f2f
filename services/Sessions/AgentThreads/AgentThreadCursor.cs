using System.Globalization;

namespace Chat.Sessions.AgentThreads;

/// <summary>The last thread of a page: when it was active last, and its id.</summary>
internal readonly record struct AgentThreadCursor(DateTime ActiveAt, Guid Id)
{
    /// <summary>Null: no such cursor.</summary>
    public static AgentThreadCursor? Parse(string text)
    {
        var parts = text.Split('_');
        return
            parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(parts[1], "D", out var id)
            ? new AgentThreadCursor(new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
    }

    public static string Of(AgentThread thread) =>
        string.Create(CultureInfo.InvariantCulture, $"{thread.LastActivityAt.Ticks}_{thread.Id}");
}
