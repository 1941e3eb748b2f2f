using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Assignments;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Conversations;

/// <summary>Changes the status of a conversation for somebody who may see it.</summary>
internal sealed class MoveConversationHandler(ConversationChange change, TenantSettings settings)
{
    public const int MaxReason = 200;

    public async Task<Result<ConversationState>> HandleAsync(
        Principal principal,
        Guid conversationId,
        ConversationMove move,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (move.Reason is { } reason && (reason.Length > MaxReason || reason.Contains('\0')))
        {
            return Invalid.Field("/reason", "length", $"Must have at most {MaxReason} UTF-16 units and no U+0000.");
        }

        var all = await settings.GetAsync(principal.TenantId, cancellationToken);
        var window = TimeSpan.FromSeconds(all.Get<ChatSettings>().ResumptionWindowSeconds);
        var allowed = move with { Unless = AssignmentAccess.NoColleagues(principal) };
        var limited = actor.Value.Kind is ActorKinds.Customer && move.Action is ConversationAction.Reopen;
        var changed = await change.ApplyAsync(
            new ConversationKey(principal.TenantId, conversationId),
            actor.Value,
            (locked, _) =>
                Task.FromResult(
                    limited
                    && locked.State.EndedAt is not null
                    && !ConversationRevival.CanReopen(locked.State, locked.Now, window)
                        ? new ConversationClosed()
                        : QueueArrival.AddTo(
                            ConversationMoves.Decide(locked.State, locked.Now, actor.Value, allowed),
                            locked,
                            all.Get<RoutingSettings>()
                        )
                ),
            cancellationToken
        );
        return changed.IsSuccess ? changed.Value.Conversation : changed.Error;
    }
}
