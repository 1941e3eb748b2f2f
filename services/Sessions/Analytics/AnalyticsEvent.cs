namespace Chat.Sessions.Analytics;

/// <summary>What is counted. The numbers are stored.</summary>
internal enum AnalyticsEvent
{
    /// <summary>A conversation came into being.</summary>
    ConversationStarted = 1,

    /// <summary>A visitor or user wrote.</summary>
    MessageSent = 2,

    /// <summary>The AI or an agent wrote.</summary>
    MessageReceived = 3,

    /// <summary>A visitor left their particulars.</summary>
    LeadCaptured = 4,
}
