using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;

namespace Chat.Sessions.AgentQueue;

/// <summary>What a round does to one conversation; where it fails, it is in the way of no other.</summary>
internal sealed class QueueSteps(ILogger<QueueSteps> logger)
{
    /// <summary>Takes one step.</summary>
    /// <returns>What became of it; null: it failed, and the next round tries again.</returns>
    public async Task<Result<ChangedConversation>?> TryAsync(
        ConversationKey key,
        Func<Task<Result<ChangedConversation>>> step,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (FaultClassifier.IsOfTheWork(exception, cancellationToken))
        {
            // Boundary: what is wrong with this one is not wrong with the next.
            RoutingLog.StepFailed(logger, exception, key.ConversationId, key.TenantId);
            return null;
        }
    }
}
