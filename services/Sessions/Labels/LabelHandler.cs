using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.MessageEdits;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Labels;

/// <summary>Labels conversations and messages for training; each is a change of the conversation with its event.</summary>
internal sealed class LabelHandler(
    ConversationChange change,
    LabelStore store,
    MessageMarks marks,
    TenantSettings settings
)
{
    /// <summary>Null takes the label away.</summary>
    public async Task<Result<ConversationState>> LabelAsync(
        Principal principal,
        Guid conversationId,
        TrainingLabel? label,
        CancellationToken cancellationToken
    )
    {
        var actor = await ActorAsync(principal, cancellationToken);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        var changed = await change.ApplyAsync(
            new ConversationKey(principal.TenantId, conversationId),
            actor.Value,
            (locked, _) => Task.FromResult(Decide(locked, actor.Value, label)),
            cancellationToken
        );
        return changed.IsSuccess ? changed.Value.Conversation : changed.Error;
    }

    /// <summary>Null takes the label away.</summary>
    public async Task<Result<StoredMessage>> LabelAsync(
        MessageKey key,
        TrainingLabel? label,
        CancellationToken cancellationToken
    )
    {
        var actor = await ActorAsync(key.Principal, cancellationToken);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        StoredMessage? labelled = null;
        var changed = await change.ApplyAsync(
            new ConversationKey(key.Principal.TenantId, key.ConversationId),
            actor.Value,
            async (locked, token) =>
            {
                var found = await MessageRows.FindAsync(locked, actor.Value, key.MessageId, token);
                if (!found.IsSuccess)
                {
                    return found.Error;
                }

                labelled = found.Value with { Label = label };
                var standing = await LabelStore.FindAsync(locked.Transaction, locked.TenantId, found.Value, token);
                return standing == label
                    ? ConversationUpdate.Unchanged(locked.State)
                    : ToUpdate(locked, actor.Value, labelled);
            },
            cancellationToken
        );
        return changed.IsSuccess ? labelled! : changed.Error;
    }

    /// <summary>Messages with a label, newest first; one more than asked for tells whether there are more.</summary>
    public async Task<Result<List<LabelledMessage>>> ListAsync(
        Principal principal,
        TrainingLabel label,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (!MayLabel(principal))
        {
            return new LabelingForbidden();
        }

        var page = await store.PageAsync(principal.TenantId, label, olderThan, limit + 1, cancellationToken);
        var marked = await marks.AddAsync(principal, [.. page.Select(one => one.Message)], cancellationToken);
        return page.Zip(marked, (one, message) => one with { Message = message }).ToList();
    }

    private static bool MayLabel(Principal principal) =>
        principal.Kind is PrincipalKind.Agent or PrincipalKind.SecretKey;

    private async Task<Result<ConversationActor>> ActorAsync(Principal principal, CancellationToken cancellationToken)
    {
        if (!MayLabel(principal))
        {
            return new LabelingForbidden();
        }

        var labels = await settings.GetAsync<LabelsSettings>(principal.TenantId, cancellationToken);
        return labels.LabelingEnabled ? ConversationActor.Of(principal) : new LabelingDisabled();
    }

    private static Result<ConversationUpdate> Decide(
        LockedConversation locked,
        ConversationActor actor,
        TrainingLabel? label
    )
    {
        if (locked.State.Status is ConversationStatus.Archived)
        {
            return new ConversationArchived();
        }

        return locked.State.Label == label
            ? ConversationUpdate.Unchanged(locked.State)
            : new ConversationUpdate
            {
                Next = locked.State with { Label = label },
                Internal = true,
                Event = EventOf(actor, label),
            };
    }

    private static ConversationUpdate ToUpdate(
        LockedConversation locked,
        ConversationActor actor,
        StoredMessage labelled
    ) =>
        new()
        {
            Next = locked.State,
            Internal = true,
            With = [LabelStore.Writing(locked.TenantId, labelled, labelled.Label, locked.Now)],
            Event = EventOf(actor, labelled.Label) with
            {
                MessageId = labelled.Id,
                MessageSequence = labelled.Sequence,
            },
        };

    private static ConversationEvent EventOf(ConversationActor actor, TrainingLabel? label) =>
        new()
        {
            Kind = ConversationEventKind.LabelChanged,
            Actor = actor.Author,
            Label = label is { } wanted ? LabelNames.Of(wanted) : "",
        };
}
