using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.AgentQueue;

/// <summary>How urgent the customer's category makes a conversation; 1 low to 4 urgent, as priorities.</summary>
internal static class QueueUrgency
{
    public static short Of(string? category, RoutingSettings settings) =>
        (short)(
            1
            + (int)(
                category is null
                    ? QueuePriority.Low
                    : settings.PriorityByUserCategory.GetValueOrDefault(category, QueuePriority.Low)
            )
        );
}
