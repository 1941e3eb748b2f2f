using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tags;
using Chat.Sessions.Teams;

namespace Chat.Sessions.Conversations;

/// <summary>Changes what is known of a conversation; for the company.</summary>
internal sealed class UpdateConversationHandler(ConversationChange change, LabelPools pools, KnownTeams teams)
{
    public async Task<Result<ConversationState>> HandleAsync(
        UpdateConversation request,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(request.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (actor.Value.Kind is ActorKinds.Customer)
        {
            return new DetailsForbidden();
        }

        var faults = new List<FieldFault>();
        DetailsRules.Check(faults, request.Details);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        var tenantId = request.Principal.TenantId;
        if (await pools.CheckAsync(tenantId, request.Details, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        if (await teams.CheckAsync(tenantId, request.Details.NamedTeamId, cancellationToken) is { } noTeam)
        {
            return noTeam;
        }

        var changed = await change.ApplyAsync(
            new ConversationKey(tenantId, request.ConversationId),
            actor.Value,
            (locked, _) => Task.FromResult(Decide(locked, actor.Value, request)),
            cancellationToken
        );
        return changed.IsSuccess ? changed.Value.Conversation : changed.Error;
    }

    private static Result<ConversationUpdate> Decide(
        LockedConversation locked,
        ConversationActor actor,
        UpdateConversation request
    )
    {
        if (request.ExpectedRevision is { } expected && expected != locked.State.Revision)
        {
            return new RevisionConflict();
        }

        if (locked.State.Status is ConversationStatus.Archived)
        {
            return new ConversationArchived();
        }

        var next = request.Details.On(locked.State);
        var fields = DetailsDifference.Of(locked.State, next);
        return fields.Count == 0
            ? ConversationUpdate.Unchanged(locked.State)
            : new ConversationUpdate
            {
                Next = next,
                Internal = true,
                With = TagIndex.Writing(locked.TenantId, locked.State, next),
                Event = DetailsDifference.Event(actor, next, fields),
            };
    }
}

/// <summary>Asks for other details.</summary>
internal sealed record UpdateConversation
{
    public required Principal Principal { get; init; }
    public required Guid ConversationId { get; init; }
    public required ConversationDetails Details { get; init; }
    public long? ExpectedRevision { get; init; }
}
