using Chat.Contracts.Events.V1;

namespace Chat.Webhooks.Events;

/// <summary>From an offline message to the standard format's event.</summary>
internal static class OfflineMessageMapping
{
    public static OfflineMessageReceivedBody ToBody(OfflineMessageLeft left)
    {
        var message = left.Message;
        var data = new OfflineMessageData
        {
            Id = message.Id,
            SenderId = NullIfEmpty(message.SenderId),
            Name = NullIfEmpty(message.Name),
            Email = message.Email,
            Phone = NullIfEmpty(message.Phone),
            Subject = NullIfEmpty(message.Subject),
            Text = message.Text,
            PageUrl = NullIfEmpty(message.PageUrl),
            Fields = message.Fields.Count > 0 ? message.Fields.ToDictionary(StringComparer.Ordinal) : null,
            LeftAt = message.LeftAt.ToDateTimeOffset(),
        };
        return new OfflineMessageReceivedBody(
            EventTypes.OfflineMessageReceived,
            left.Header.OccurredAt.ToDateTimeOffset(),
            data
        );
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
