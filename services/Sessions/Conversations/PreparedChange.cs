using Chat.ServiceDefaults;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Conversations;

/// <summary>A change that was decided, as it is written and then told.</summary>
internal sealed record PreparedChange
{
    private PreparedChange() { }

    public required Guid TenantId { get; init; }
    public required ConversationUpdate Update { get; init; }

    /// <summary>The row behind the change.</summary>
    public required ConversationState Next { get; init; }

    /// <summary>What the log gets.</summary>
    public required StoredMessage Entry { get; init; }

    /// <summary>It waited for an agent until now.</summary>
    public required bool LeftQueue { get; init; }

    /// <summary>A reply is under way that may not go on.</summary>
    public required bool Cut { get; init; }

    /// <summary>The fence that reply is spoken under.</summary>
    public required long Fence { get; init; }

    public static PreparedChange Of(Guid tenantId, ConversationRow row, ConversationUpdate update)
    {
        var next = update.Next with
        {
            LastSequence = row.State.LastSequence + 1,
            Revision = row.State.Revision + 1,
            UpdatedAt = row.Now,
        };
        return new PreparedChange
        {
            TenantId = tenantId,
            Update = update,
            Next = next,
            Entry = EntryOf(update, next),
            LeftQueue = row.State.Status is ConversationStatus.Queued && next.Status is not ConversationStatus.Queued,
            Cut = row.IsSpoken && !AiMayGoOn(next),
            Fence = row.Fence,
        };
    }

    private static bool AiMayGoOn(ConversationState state) =>
        state.Mode is ConversationMode.Ai && ConversationTransitions.IsLive(state.Status);

    private static StoredMessage EntryOf(ConversationUpdate update, ConversationState next) =>
        new()
        {
            Id = Ids.New(),
            ConversationId = next.Id,
            Sequence = next.LastSequence,
            Author = ConversationActor.System.Author,
            Text = "",
            CreatedAt = next.UpdatedAt,
            State = MessageState.Complete,
            Type = MessageType.Event,
            Visibility = update.Internal ? MessageVisibility.Internal : MessageVisibility.Public,
            Event = update.Event! with
            {
                Status = next.Status,
                Mode = next.Mode,
                AssignedAgentId = next.AssignedAgentId,
                Revision = next.Revision,
            },
        };
}
