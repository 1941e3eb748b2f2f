namespace Chat.Sessions.Analytics;

/// <summary>What happened in a span of time.</summary>
internal sealed record AnalyticsFigures
{
    /// <summary>Conversations that began.</summary>
    public required long TotalConversations { get; init; }

    /// <summary>Messages in both directions: `message:sent` and `message:received`.</summary>
    public required long TotalMessages { get; init; }

    /// <summary>Leads that were captured.</summary>
    public required long LeadsCaptured { get; init; }

    /// <summary>The same again, as the original's code spells it.</summary>
    public required long LeadsCapture { get; init; }

    /// <summary>totalMessages by totalConversations; 0 when no conversation began.</summary>
    public required double AverageMessagesPerConversation { get; init; }

    /// <summary>
    /// How often each happened: `conversation:started`, `message:sent`, `message:received`, `lead:captured`. All four are
    /// always there.
    /// </summary>
    public required IReadOnlyDictionary<string, long> EventCounts { get; init; }

    /// <summary>Sums up counters.</summary>
    public static AnalyticsFigures Of(IEnumerable<DayCount> rows)
    {
        var sums = new Dictionary<AnalyticsEvent, long>();
        foreach (var row in rows)
        {
            sums[row.Kind] = sums.GetValueOrDefault(row.Kind) + row.Count;
        }

        long Sum(AnalyticsEvent kind) => sums.GetValueOrDefault(kind);
        var conversations = Sum(AnalyticsEvent.ConversationStarted);
        var messages = Sum(AnalyticsEvent.MessageSent) + Sum(AnalyticsEvent.MessageReceived);
        var leads = Sum(AnalyticsEvent.LeadCaptured);
        return new AnalyticsFigures
        {
            TotalConversations = conversations,
            TotalMessages = messages,
            LeadsCaptured = leads,
            LeadsCapture = leads,
            AverageMessagesPerConversation = conversations == 0 ? 0 : (double)messages / conversations,
            EventCounts = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                [AnalyticsNames.ConversationStarted] = Sum(AnalyticsEvent.ConversationStarted),
                [AnalyticsNames.MessageSent] = Sum(AnalyticsEvent.MessageSent),
                [AnalyticsNames.MessageReceived] = Sum(AnalyticsEvent.MessageReceived),
                [AnalyticsNames.LeadCaptured] = Sum(AnalyticsEvent.LeadCaptured),
            },
        };
    }
}
