using System.Globalization;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>The dialect's words for ours; the mapping of statuses is that of docs/conversations.md.</summary>
internal static class XcelsiorWords
{
    private const string Open = "open";
    private const string Pending = "pending";
    private const string Closed = "closed";
    private const string Archived = "archived";
    private const string Web = "web";

    /// <summary>All statuses of conversations.</summary>
    public static readonly string[] Statuses = [Open, Pending, Closed, Archived];

    /// <summary>The status that one of ours is.</summary>
    public static string StatusOf(string own) =>
        own switch
        {
            "pending" => Pending,
            "resolved" or "closed" or "abandoned" => Closed,
            "archived" => Archived,
            _ => Open,
        };

    /// <summary>Our statuses that one of the dialect's means, joined by commas; null when there is no such status.</summary>
    public static string? OwnStatusesOf(string status) =>
        status switch
        {
            Open => "open,queued,assigned",
            Pending => "pending",
            Closed => "resolved,closed,abandoned",
            Archived => "archived",
            _ => null,
        };

    /// <summary>The channel that one of ours is.</summary>
    public static string ChannelOf(string own) => own is "mobile" or "email" ? own : Web;

    /// <summary>The sender type of an author of this kind.</summary>
    public static string SenderOf(string authorKind) =>
        authorKind switch
        {
            "visitor" or "user" => XcelsiorProtocol.Customer,
            "agent" or "ai" => XcelsiorProtocol.Agent,
            _ => XcelsiorProtocol.System,
        };

    /// <summary>The message type that one of ours is.</summary>
    public static string MessageTypeOf(string own) => own is "image" or "file" or "system" ? own : "text";

    /// <summary>As JavaScript's <c>toISOString</c>.</summary>
    public static string Iso(DateTime utc) =>
        utc.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
