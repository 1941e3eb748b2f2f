using System.Collections.Frozen;

namespace Chat.Webhooks.Events;

/// <summary>The names of events in the ChatCops format.</summary>
internal static class ChatCopsEvents
{
    /// <summary>A conversation came into being.</summary>
    public const string ConversationStarted = "conversation:started";

    /// <summary>A visitor or user wrote.</summary>
    public const string MessageSent = "message:sent";

    /// <summary>The AI or an agent wrote.</summary>
    public const string MessageReceived = "message:received";

    /// <summary>A visitor left their particulars.</summary>
    public const string LeadCaptured = "lead:captured";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        ConversationStarted,
        MessageSent,
        MessageReceived,
        LeadCaptured
    );
}
