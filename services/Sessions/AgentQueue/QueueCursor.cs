using System.Globalization;

namespace Chat.Sessions.AgentQueue;

/// <summary>
/// The last of a page of the queue, by what its place follows from: places themselves move up whenever somebody in front
/// is taken.
/// </summary>
internal readonly record struct QueueCursor(int Rank, DateTime QueuedAt, Guid ConversationId)
{
    public static QueueCursor? Parse(string text) =>
        text.Split('_') is [var first, var second, var third]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(third, "D", out var id)
            ? new QueueCursor(rank, new DateTime(ticks, DateTimeKind.Utc), id)
            : null;

    /// <summary>Behind this one.</summary>
    public static string Of(QueueEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Rank}_{entry.QueuedAt.Ticks}_{entry.ConversationId}");
}
