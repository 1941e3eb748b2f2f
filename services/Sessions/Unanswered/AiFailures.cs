using System.Collections.Frozen;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Assignments;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Unanswered;

/// <summary>What becomes of a question of which the AI made nothing: where there are people, they are asked.</summary>
internal sealed class AiFailures(
    Queueing queueing,
    RoutingAgentStore agents,
    TenantSettings settings,
    BusinessCalendars calendars,
    TimeProvider time,
    ILogger<AiFailures> logger
)
{
    private const string ServerStopping = "server_stopping";

    // As Inference names them: the AI was there, and could not. Any other reason is that nobody wants the answer.
    private static readonly FrozenSet<string> Failures = FrozenSet.Create(
        StringComparer.Ordinal,
        "provider_failed",
        "refused",
        "content_filter",
        "max_tokens"
    );

    /// <summary>A reply ended before anything was said.</summary>
    /// <param name="key">Where.</param>
    /// <param name="reason">Why, as chat.sessions.v1.SpeakCommit says.</param>
    /// <returns>Whether that settles it; if not, the AI is asked again later.</returns>
    public async Task<bool> SettleAsync(ConversationKey key, string reason) =>
        Failures.Contains(reason)
            ? await TryHandOverAsync(key, CancellationToken.None)
            : !string.Equals(reason, ServerStopping, StringComparison.Ordinal);

    /// <summary>Queues it for people, if the tenant wants that and they can be reached; the AI goes on until one comes.</summary>
    /// <returns>False: it could not be done now.</returns>
    public async Task<bool> TryHandOverAsync(ConversationKey key, CancellationToken cancellationToken)
    {
        try
        {
            await HandOverAsync(key, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: whatever it was, a reply's lease must be given back, and the next question looked at.
            UnansweredLog.HandOverFailed(logger, exception, key.ConversationId);
            return false;
        }
    }

    private async Task HandOverAsync(ConversationKey key, CancellationToken cancellationToken)
    {
        if (!await ArePeopleAskedAsync(key.TenantId, cancellationToken))
        {
            UnansweredLog.NobodyAsked(logger, key.ConversationId);
            return;
        }

        var queued = await queueing.QueueAsync(
            new QueueConversation
            {
                Key = key,
                Actor = ConversationActor.System,
                Reason = AssignmentReasons.AiFailed,
                KeepsAgent = true,
                KeepsAi = true,
            },
            cancellationToken
        );
        if (queued.IsSuccess)
        {
            UnansweredLog.HandedOver(logger, key.ConversationId);
        }
        else
        {
            // It ended meanwhile.
            UnansweredLog.NotHandedOver(logger, key.ConversationId, queued.Error.Code);
        }
    }

    private async Task<bool> ArePeopleAskedAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var ai = await settings.GetAsync<AiSettings>(tenantId, cancellationToken);
        if (!ai.EscalateOnFailure || !await agents.AnyAsync(tenantId, cancellationToken))
        {
            return false;
        }

        var calendar = await calendars.GetAsync(tenantId, cancellationToken);
        return !calendar.IsKnowledgeOnly(time.GetUtcNow());
    }
}
