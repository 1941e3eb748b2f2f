using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Ratings;

/// <summary>
/// Takes what the customer thinks of a conversation that ended: first the value, then, by the same way, what follows up.
/// </summary>
internal sealed class RateConversationHandler(
    ConversationChange change,
    TenantSettings settings,
    IOptions<RatingOptions> options
)
{
    public async Task<Result<Rating>> HandleAsync(RateConversation request, CancellationToken cancellationToken)
    {
        var actor = ConversationActor.Of(request.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (actor.Value.Kind is not (ActorKinds.Customer or ActorKinds.Backend))
        {
            return new RatingForbidden();
        }

        var tenantId = request.Principal.TenantId;
        var rules = await settings.GetAsync<RatingSettings>(tenantId, cancellationToken);
        if (RatingRules.Check(request, rules) is { } wrong)
        {
            return wrong;
        }

        Rating? rated = null;
        var changed = await change.ApplyAsync(
            new ConversationKey(tenantId, request.ConversationId),
            actor.Value,
            async (locked, token) =>
            {
                var standing = await RatingStore.FindAsync(locked.Transaction, tenantId, request.ConversationId, token);
                var decided = Decide(locked, standing, request);
                if (!decided.IsSuccess)
                {
                    return decided.Error;
                }

                rated = decided.Value;
                return ToUpdate(locked, actor.Value, standing, rated);
            },
            cancellationToken
        );
        return changed.IsSuccess ? rated! : changed.Error;
    }

    private Result<Rating> Decide(LockedConversation locked, Rating? standing, RateConversation request)
    {
        if (locked.State.Status is ConversationStatus.Archived)
        {
            return new ConversationArchived();
        }

        if (standing is null && locked.State.EndedAt is null)
        {
            return new RatingTooEarly();
        }

        if (standing is not null && locked.Now - standing.RatedAt > options.Value.CorrectionWindow)
        {
            return new RatingFinal();
        }

        var kind = RatingRules.KindOf(request.Type).GetValueOrDefault();
        var value = request.Value.GetValueOrDefault();
        var same = standing is not null && standing.Kind == kind && standing.Value == value;
        return new Rating
        {
            Kind = kind,
            Value = value,
            // The second step need not repeat the first one, nor the first one's retry undo the second.
            FollowUp = request.FollowUp ?? (same ? standing!.FollowUp : []),
            Comment = request.Comment ?? (same ? standing!.Comment : null),
            AgentId = standing is null ? locked.State.AssignedAgentId : standing.AgentId,
            RatedAt = standing?.RatedAt ?? locked.Now,
            UpdatedAt = locked.Now,
        };
    }

    private static ConversationUpdate ToUpdate(
        LockedConversation locked,
        ConversationActor actor,
        Rating? standing,
        Rating rated
    )
    {
        var same =
            standing is not null
            && standing.Kind == rated.Kind
            && standing.Value == rated.Value
            && standing.Comment == rated.Comment
            && standing.FollowUp.SequenceEqual(rated.FollowUp, StringComparer.Ordinal);
        return same
            ? ConversationUpdate.Unchanged(locked.State)
            : new ConversationUpdate
            {
                Next = locked.State with { Satisfaction = rated.Satisfaction },
                With = [RatingStore.Writing(locked.TenantId, locked.State.Id, rated)],
                Event = new ConversationEvent
                {
                    Kind = ConversationEventKind.Rated,
                    Actor = actor.Author,
                    RatingType = RatingRules.NameOf(rated.Kind),
                    RatingValue = rated.Value,
                    Satisfaction = rated.Satisfaction,
                },
            };
    }
}

/// <summary>A rating somebody gives.</summary>
internal sealed record RateConversation
{
    public required Principal Principal { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>Null: a plain 1 to 5.</summary>
    public string? Type { get; init; }
    public int? Value { get; init; }

    /// <summary>Null: as before.</summary>
    public IReadOnlyList<string>? FollowUp { get; init; }

    /// <summary>Null: as before.</summary>
    public string? Comment { get; init; }
}
