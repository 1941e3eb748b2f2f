using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Conversations;

/// <summary>What a customer's message does to a conversation that does not take it as it stands.</summary>
internal sealed class ConversationRevival(ConversationChange change, TenantSettings settings)
{
    private const string Reason = "customer_message";

    /// <summary>Success: the message may be tried again. Else the conversation ended too long ago, or for good.</summary>
    public async Task<Result> TryAsync(Principal principal, Guid conversationId, CancellationToken cancellationToken)
    {
        var actor = ConversationActor.Of(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        // The message is what acts, whoever delivers it; whose conversation it is, is still looked at.
        var acting = ConversationActor.System with
        {
            Author = actor.Value.Author,
            Guard = actor.Value.Guard,
        };
        var all = await settings.GetAsync(principal.TenantId, cancellationToken);
        var window = TimeSpan.FromSeconds(all.Get<ChatSettings>().ResumptionWindowSeconds);
        var changed = await change.ApplyAsync(
            new ConversationKey(principal.TenantId, conversationId),
            acting,
            (locked, _) =>
                Task.FromResult(
                    QueueArrival.AddTo(
                        Decide(locked.State, locked.Now, acting, window),
                        locked,
                        all.Get<RoutingSettings>()
                    )
                ),
            cancellationToken
        );
        return changed.IsSuccess ? Result.Success : changed.Error;
    }

    private static Result<ConversationUpdate> Decide(
        ConversationState state,
        DateTime now,
        ConversationActor actor,
        TimeSpan window
    )
    {
        if (state.Status is ConversationStatus.Pending)
        {
            return ConversationMoves.Decide(state, now, actor, Move(ConversationAction.Resume));
        }

        if (ConversationTransitions.IsLive(state.Status))
        {
            return ConversationUpdate.Unchanged(state);
        }

        return CanReopen(state, now, window)
            ? ConversationMoves.Decide(state, now, actor, Move(ConversationAction.Reopen))
            : new ConversationClosed();
    }

    /// <summary>Whether a customer may still go on with what ended.</summary>
    public static bool CanReopen(ConversationState state, DateTime now, TimeSpan window) =>
        state.Status is not ConversationStatus.Archived && state.EndedAt >= now - window;

    private static ConversationMove Move(ConversationAction action) => new() { Action = action, Reason = Reason };
}
