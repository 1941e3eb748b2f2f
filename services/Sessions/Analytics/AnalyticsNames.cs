namespace Chat.Sessions.Analytics;

/// <summary>The names of what is counted, as the API shows them.</summary>
internal static class AnalyticsNames
{
    public const string ConversationStarted = "conversation:started";
    public const string MessageSent = "message:sent";
    public const string MessageReceived = "message:received";
    public const string LeadCaptured = "lead:captured";
}
