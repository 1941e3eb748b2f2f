using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Assignments;

/// <summary>What agents and managers do to give a conversation to somebody.</summary>
internal sealed class AssignmentHandler(Assigning assigning)
{
    /// <summary>Takes one that nobody has: of two agents at once one gets it, the other learns who.</summary>
    public Task<Result<ConversationState>> AcceptAsync(
        AssignmentRequest request,
        CancellationToken cancellationToken
    ) => TakeAsync(request, AssignmentReasons.Accepted, AssignmentAccess.NobodyElse, cancellationToken);

    /// <summary>Takes one from the AI or the queue; from another agent only as a manager.</summary>
    public Task<Result<ConversationState>> TakeOverAsync(
        AssignmentRequest request,
        CancellationToken cancellationToken
    ) =>
        TakeAsync(
            request,
            AssignmentReasons.TakenOver,
            AssignmentAccess.IsManager(request.Principal) ? _ => _ => null : AssignmentAccess.NobodyElse,
            cancellationToken
        );

    /// <summary>Gives it to anybody; a manager's or the backend's business, but that agents may name themselves.</summary>
    public Task<Result<ConversationState>> AssignAsync(AssignmentRequest request, CancellationToken cancellationToken)
    {
        if (AssignmentAccess.IsManager(request.Principal))
        {
            return GiveAsync(request, AssignmentReasons.Assigned, _ => null, cancellationToken);
        }

        return AgentAccess.AgentIdOf(request.Principal) is { } self && self == request.Body.AgentId
            ? AcceptAsync(request, cancellationToken)
            : Task.FromResult<Result<ConversationState>>(new ManagerRequired());
    }

    /// <summary>From its agent to another.</summary>
    public Task<Result<ConversationState>> TransferAsync(
        AssignmentRequest request,
        CancellationToken cancellationToken
    ) =>
        GiveAsync(
            request,
            AssignmentReasons.Transferred,
            AssignmentAccess.OnlyOwn(request.Principal, AgentAccess.AgentIdOf(request.Principal)),
            cancellationToken
        );

    private Task<Result<ConversationState>> TakeAsync(
        AssignmentRequest request,
        string reason,
        Func<Guid, Func<ConversationState, Error?>> unless,
        CancellationToken cancellationToken
    )
    {
        if (AgentAccess.AgentIdOf(request.Principal) is not { } self)
        {
            return Task.FromResult<Result<ConversationState>>(new AgentRequired());
        }

        return AssignAsync(request, new Target(self, reason, unless(self), MustBeOnline: false), cancellationToken);
    }

    private Task<Result<ConversationState>> GiveAsync(
        AssignmentRequest request,
        string reason,
        Func<ConversationState, Error?> unless,
        CancellationToken cancellationToken
    )
    {
        if (AssignmentReader.Validate(request.Body) is { } invalid)
        {
            return Task.FromResult<Result<ConversationState>>(invalid);
        }

        var target = new Target(request.Body.AgentId.GetValueOrDefault(), reason, unless, MustBeOnline: true);
        return AssignAsync(request, target, cancellationToken);
    }

    private async Task<Result<ConversationState>> AssignAsync(
        AssignmentRequest request,
        Target target,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(request.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        var anyway = request.Body.BeyondCapacity && AssignmentAccess.IsManager(request.Principal);
        var assigned = await assigning.AssignAsync(
            new AssignConversation
            {
                Key = new ConversationKey(request.Principal.TenantId, request.ConversationId),
                Actor = actor.Value,
                AgentId = target.AgentId,
                Reason = target.Reason,
                Unless = target.Unless,
                MustBeOnline = target.MustBeOnline && !anyway,
                BeyondCapacity = anyway,
                Note = request.Body.Note,
                ExpectedRevision = request.ExpectedRevision,
            },
            cancellationToken
        );
        return assigned.IsSuccess ? assigned.Value.Conversation : assigned.Error;
    }

    private sealed record Target(
        Guid AgentId,
        string Reason,
        Func<ConversationState, Error?> Unless,
        bool MustBeOnline
    );
}

/// <summary>Somebody wants to give or take a conversation.</summary>
/// <param name="ExpectedRevision">Only if nothing changed since; null: whatever happened.</param>
internal sealed record AssignmentRequest(
    Principal Principal,
    Guid ConversationId,
    AssignmentBody Body,
    long? ExpectedRevision
);
