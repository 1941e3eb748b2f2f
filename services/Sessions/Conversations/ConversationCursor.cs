using System.Globalization;

namespace Chat.Sessions.Conversations;

/// <summary>The last conversation of a page: its id, and when it was queued where that is the order.</summary>
internal readonly record struct ConversationCursor(Guid Id, DateTime? QueuedAt)
{
    public static ConversationCursor? Parse(string text)
    {
        var parts = text.Split('_');
        if (!Guid.TryParseExact(parts[^1], "D", out var id) || parts.Length > 2)
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new ConversationCursor(id, null);
        }

        return
            long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks
            ? new ConversationCursor(id, new DateTime(ticks, DateTimeKind.Utc))
            : null;
    }

    /// <summary>Behind this conversation.</summary>
    public static string Of(ConversationState conversation, ConversationSort sort) =>
        sort is ConversationSort.LongestWaiting && conversation.QueuedAt is { } queued
            ? string.Create(CultureInfo.InvariantCulture, $"{queued.Ticks}_{conversation.Id}")
            : conversation.Id.ToString();
}
