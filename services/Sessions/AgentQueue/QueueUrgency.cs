using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.AgentQueue;

/// <summary>How urgent the customer's category makes a conversation; 1 low to 4 urgent, as priorities.</summary>
internal static class QueueUrgency
{
    /// <summary>The category that counts, of the table conversations.</summary>
    public const string Category = "conversations.user_category";

    public static short Of(QueuePriority priority) => (short)(1 + (int)priority);
}
