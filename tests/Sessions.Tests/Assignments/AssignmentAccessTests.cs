using System.Collections.Frozen;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Assignments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Tests.Conversations;
using Chat.Sessions.Tests.Routing;

namespace Chat.Sessions.Tests.Assignments;

/// <summary>Who may decide about whose conversations, and what keeps an agent from getting one.</summary>
public sealed class AssignmentAccessTests
{
    private static readonly Guid Ada = Ids.New();
    private static readonly Guid Bob = Ids.New();

    [Theory]
    [InlineData(PrincipalKind.SecretKey, null, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Admin, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Manager, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Agent, false)]
    [InlineData(PrincipalKind.Agent, null, false)]
    [InlineData(PrincipalKind.Service, AgentRoles.Manager, false)]
    [InlineData(PrincipalKind.User, AgentRoles.Manager, false)]
    [InlineData(PrincipalKind.Visitor, AgentRoles.Admin, false)]
    [InlineData(PrincipalKind.PublishableKey, null, false)]
    public void IsManager_Principal_IsAManagerOrTheBackend(PrincipalKind kind, string? role, bool expected) =>
        Assert.Equal(expected, AssignmentAccess.IsManager(Of(kind, role)));

    [Theory]
    [InlineData(PrincipalKind.Visitor, true)]
    [InlineData(PrincipalKind.User, true)]
    [InlineData(PrincipalKind.Agent, false)]
    [InlineData(PrincipalKind.SecretKey, false)]
    [InlineData(PrincipalKind.PublishableKey, false)]
    [InlineData(PrincipalKind.Service, false)]
    public void IsCustomer_Principal_IsAVisitorOrUser(PrincipalKind kind, bool expected)
    {
        Assert.Equal(expected, AssignmentAccess.IsCustomer(Of(kind, null)));
        Assert.Equal(expected, ConversationTag.IsCustomer(Of(kind, null)));
    }

    [Theory]
    [InlineData(ConversationStatus.Assigned, true)]
    [InlineData(ConversationStatus.Pending, true)]
    [InlineData(ConversationStatus.Open, false)]
    [InlineData(ConversationStatus.Queued, false)]
    [InlineData(ConversationStatus.Resolved, false)]
    [InlineData(ConversationStatus.Closed, false)]
    [InlineData(ConversationStatus.Abandoned, false)]
    [InlineData(ConversationStatus.Archived, false)]
    internal void IsHeld_Status_IsWhileAnAgentWorksOnIt(ConversationStatus status, bool expected)
    {
        Assert.Equal(expected, AssignmentAccess.IsHeld(States.In(status)));
        // Who had it when it ended does not have it any more.
        var own = AssignmentAccess.OnlyOwn(Of(PrincipalKind.Agent, AgentRoles.Agent), Ada);
        Assert.Equal(expected, own(States.In(status) with { AssignedAgentId = Ada }) is null);
    }

    [Fact]
    public void OnlyOwn_AnotherAgentHasIt_IsAManagersAlone()
    {
        var held = States.In(ConversationStatus.Assigned) with { AssignedAgentId = Bob };

        Assert.IsType<NotAssignedToCaller>(
            AssignmentAccess.OnlyOwn(Of(PrincipalKind.Agent, AgentRoles.Agent), Ada)(held)
        );
        Assert.IsType<NotAssignedToCaller>(
            AssignmentAccess.OnlyOwn(Of(PrincipalKind.Agent, AgentRoles.Agent), null)(
                held with
                {
                    AssignedAgentId = null,
                }
            )
        );
        Assert.Null(AssignmentAccess.OnlyOwn(Of(PrincipalKind.Agent, AgentRoles.Manager), Ada)(held));
        Assert.Null(AssignmentAccess.OnlyOwn(Of(PrincipalKind.SecretKey, null), null)(held));
    }

    [Fact]
    public void NobodyElse_Conversation_IsFreeOrTheAgentsOwn()
    {
        var unless = AssignmentAccess.NobodyElse(Ada);

        Assert.Null(unless(States.In(ConversationStatus.Open)));
        Assert.Null(unless(States.In(ConversationStatus.Queued) with { AssignedAgentId = Bob }));
        Assert.Null(unless(States.In(ConversationStatus.Pending) with { AssignedAgentId = Ada }));
        Assert.IsType<ConversationTaken>(unless(States.In(ConversationStatus.Pending) with { AssignedAgentId = Bob }));
    }

    [Theory]
    [InlineData(AgentObstacle.None, null)]
    [InlineData(AgentObstacle.Inactive, "agent_inactive")]
    [InlineData(AgentObstacle.NotOnline, "agent_not_online")]
    [InlineData(AgentObstacle.NoRoom, "agent_at_capacity")]
    internal void ErrorOf_Obstacle_IsItsOwn(AgentObstacle obstacle, string? code) =>
        Assert.Equal(code, AgentObstacles.ErrorOf(RoutingAgents.Online(), obstacle)?.Code);

    [Fact]
    public void ErrorOf_NoRoom_SaysHowMuchThereIs() =>
        Assert.Equal(new AgentAtCapacity(2), AgentObstacles.ErrorOf(RoutingAgents.Full(), AgentObstacle.NoRoom));

    private static Principal Of(PrincipalKind kind, string? role) =>
        new()
        {
            TenantId = Ids.New(),
            Subject = "s",
            Kind = kind,
            Roles = role is null ? FrozenSet<string>.Empty : AgentRoles.UpTo(role),
        };
}
