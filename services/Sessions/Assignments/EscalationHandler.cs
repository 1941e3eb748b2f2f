using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Agents;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Teams;
using Chat.Sessions.WidgetConfig;

namespace Chat.Sessions.Assignments;

/// <summary>Asks for a person: the customer, the AI and the backend by the queue; an agent by the one above.</summary>
internal sealed class EscalationHandler(
    Queueing queueing,
    Assigning assigning,
    RoutingAgentStore agents,
    TenantSettings settings,
    BusinessCalendars calendars,
    KnownTeams teams,
    TimeProvider time
)
{
    /// <summary>Of a customer who has an agent nothing changes.</summary>
    public async Task<Result<ConversationState>> EscalateAsync(
        EscalationRequest request,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(request.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (await RefuseAsync(request, cancellationToken) is { } invalid)
        {
            return invalid;
        }

        if (
            AssignmentAccess.IsCustomer(request.Principal)
            && await RefuseCustomerAsync(request.Principal.TenantId, cancellationToken) is { } refused
        )
        {
            return refused;
        }

        var changed = AgentAccess.AgentIdOf(request.Principal) is { } self
            ? await EscalateUpAsync(request, actor.Value, self, cancellationToken)
            : await queueing.QueueAsync(
                new QueueConversation
                {
                    Key = request.Key,
                    Actor = actor.Value,
                    Reason = AssignmentReasons.Escalated,
                    KeepsAgent = true,
                    // The AI says its reply to the end, and goes on until somebody comes.
                    KeepsAi = actor.Value.Kind is ActorKinds.Ai,
                    Needs = request.Body,
                    // Colleagues alone write notes; what customers have to say they say in the conversation.
                    Note = AssignmentAccess.IsManager(request.Principal) ? request.Body.Note : null,
                },
                cancellationToken
            );
        return changed.IsSuccess ? changed.Value.Conversation : changed.Error;
    }

    /// <summary>Its agent, a manager or the backend lets go of it.</summary>
    public async Task<Result<ConversationState>> QueueAsync(
        EscalationRequest request,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(request.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (await RefuseAsync(request, cancellationToken) is { } invalid)
        {
            return invalid;
        }

        var self = AgentAccess.AgentIdOf(request.Principal);
        if (self is null && !AssignmentAccess.IsManager(request.Principal))
        {
            return new AgentRequired();
        }

        var own = AssignmentAccess.OnlyOwn(request.Principal, self);
        var changed = await queueing.QueueAsync(
            new QueueConversation
            {
                Key = request.Key,
                Actor = actor.Value,
                Reason = AssignmentReasons.Unassigned,
                // What nobody has, any agent may send to the queue.
                Unless = state => AssignmentAccess.IsHeld(state) ? own(state) : null,
                AvoidsLastAgent = true,
                Needs = request.Body,
                Note = request.Body.Note,
            },
            cancellationToken
        );
        return changed.IsSuccess ? changed.Value.Conversation : changed.Error;
    }

    private async ValueTask<Invalid?> RefuseAsync(EscalationRequest request, CancellationToken cancellationToken) =>
        QueueReader.Validate(request.Body)
        ?? await teams.CheckAsync(request.Principal.TenantId, request.Body.TeamId, cancellationToken);

    // Then nobody waits for people; in the other cases somebody comes with the next opening.
    private async Task<Error?> RefuseCustomerAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var calendar = await calendars.GetAsync(tenantId, cancellationToken);
        var widget = await settings.GetAsync<WidgetSettings>(tenantId, cancellationToken);
        if (!widget.Features.LiveChatEnabled)
        {
            return new LiveChatDisabled { Notice = calendar.Settings.OwnMessage() };
        }

        return calendar.IsKnowledgeOnly(time.GetUtcNow()) ? new OutsideBusinessHours() : null;
    }

    private async Task<Result<ChangedConversation>> EscalateUpAsync(
        EscalationRequest request,
        ConversationActor actor,
        Guid self,
        CancellationToken cancellationToken
    )
    {
        var routing = await settings.GetAsync<RoutingSettings>(request.Principal.TenantId, cancellationToken);
        var all = await agents.ListAllAsync(request.Principal.TenantId, cancellationToken);
        var target = request.Body.AgentId is { } wanted
            ? all.FirstOrDefault(agent => agent.Id == wanted)
            : EscalationPath.Next(all, self, RoutingRules.Of(routing).Order);
        Error? refusal = target is not null
            ? EscalationPath.IsAbove(all, self, target)
                ? null
                : new NotAbove()
            : request.Body.AgentId is null
                ? new NobodyAbove()
                : new AgentNotFound();
        var own = AssignmentAccess.OnlyOwn(request.Principal, self);
        return await assigning.AssignAsync(
            new AssignConversation
            {
                Key = request.Key,
                Actor = actor,
                AgentId = target?.Id ?? Guid.Empty,
                Reason = AssignmentReasons.EscalatedUp,
                // Whether there is the conversation, and whose it is, counts before where it could go.
                Unless = state => own(state) ?? refusal,
                Note = request.Body.Note,
            },
            cancellationToken
        );
    }
}

/// <summary>Somebody asks for a person, or another one.</summary>
internal sealed record EscalationRequest(Principal Principal, Guid ConversationId, QueueBody Body)
{
    public ConversationKey Key => new(Principal.TenantId, ConversationId);
}
