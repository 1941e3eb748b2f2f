using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tags;

/// <summary>Adds one tag to a conversation or takes one away, whatever others do to its tags meanwhile.</summary>
internal sealed class TagConversationHandler(ConversationChange change, LabelPools pools)
{
    public async Task<Result<ConversationState>> HandleAsync(
        Principal principal,
        Guid conversationId,
        string tag,
        bool wanted,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (actor.Value.Kind is ActorKinds.Customer)
        {
            return new DetailsForbidden();
        }

        var faults = new List<FieldFault>();
        DetailsRules.Text(faults, "/tag", tag, 1, ConversationLimits.Tag);
        var invalid = faults.Count > 0 ? new Invalid(faults) : null;
        invalid ??= wanted ? await pools.CheckTagAsync(principal.TenantId, tag, cancellationToken) : null;
        if (invalid is not null)
        {
            return invalid;
        }

        var changed = await change.ApplyAsync(
            new ConversationKey(principal.TenantId, conversationId),
            actor.Value,
            (locked, _) => Task.FromResult(Decide(locked, actor.Value, tag, wanted)),
            cancellationToken
        );
        return changed.IsSuccess ? changed.Value.Conversation : changed.Error;
    }

    private static Result<ConversationUpdate> Decide(
        LockedConversation locked,
        ConversationActor actor,
        string tag,
        bool wanted
    )
    {
        var state = locked.State;
        if (state.Status is ConversationStatus.Archived)
        {
            return new ConversationArchived();
        }

        if (state.Tags.Contains(tag, StringComparer.Ordinal) == wanted)
        {
            return ConversationUpdate.Unchanged(state);
        }

        if (wanted && state.Tags.Count >= ConversationLimits.Tags)
        {
            return new TooManyTags();
        }

        IReadOnlyList<string> tags = wanted
            ? [.. state.Tags.Append(tag).Order(StringComparer.Ordinal)]
            : [.. state.Tags.Where(other => other != tag)];
        var next = state with { Tags = tags };
        return new ConversationUpdate
        {
            Next = next,
            Internal = true,
            With = TagIndex.Writing(locked.TenantId, state, next),
            Event = new ConversationEvent
            {
                Kind = ConversationEventKind.TagsChanged,
                Actor = actor.Author,
                Tags = tags,
            },
        };
    }
}
