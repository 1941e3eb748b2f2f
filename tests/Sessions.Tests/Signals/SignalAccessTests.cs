using System.Collections.Frozen;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Signals;

namespace Chat.Sessions.Tests.Signals;

public sealed class SignalAccessTests
{
    private const string Me = "0190b000-0000-7000-8000-00000000000a";
    private const string Other = "0190b000-0000-7000-8000-00000000000b";

    [Theory]
    [InlineData(PrincipalKind.Visitor, "", false)]
    [InlineData(PrincipalKind.User, "", false)]
    [InlineData(PrincipalKind.PublishableKey, "", false)]
    [InlineData(PrincipalKind.Service, "", false)]
    [InlineData(PrincipalKind.Agent, "agent", true)]
    [InlineData(PrincipalKind.SecretKey, "", true)]
    public void TopicOf_Inbox_IsForStaff(PrincipalKind kind, string role, bool allowed) =>
        Assert.Equal(allowed, SignalAccess.TopicOf(Reader(kind, role), new Listen { Inbox = true }) is not null);

    [Theory]
    [InlineData(PrincipalKind.Visitor, "", Me, false)]
    [InlineData(PrincipalKind.Agent, "agent", Me, true)]
    [InlineData(PrincipalKind.Agent, "agent", Other, false)]
    [InlineData(PrincipalKind.Agent, "manager", Other, true)]
    [InlineData(PrincipalKind.Agent, "admin", Other, true)]
    [InlineData(PrincipalKind.SecretKey, "", Other, true)]
    [InlineData(PrincipalKind.SecretKey, "", "nonsense", false)]
    public void TopicOf_Agent_IsForItselfAndSupervisors(PrincipalKind kind, string role, string agent, bool allowed) =>
        Assert.Equal(allowed, SignalAccess.TopicOf(Reader(kind, role), new Listen { AgentId = agent }) is not null);

    [Fact]
    public void TopicOf_Own_IsTheReadersAndOnlyOfThoseWhoWrite()
    {
        var own = new Listen { Own = true };

        Assert.NotEqual(
            SignalAccess.TopicOf(Reader(PrincipalKind.Visitor, ""), own),
            SignalAccess.TopicOf(Reader(PrincipalKind.User, ""), own)
        );
        Assert.Null(SignalAccess.TopicOf(Reader(PrincipalKind.Agent, "agent"), own));
    }

    [Fact]
    public void TopicOf_NothingAskedFor_IsNone() =>
        Assert.Null(SignalAccess.TopicOf(Reader(PrincipalKind.SecretKey, ""), new Listen()));

    [Fact]
    public void FeedOf_SameNameInAnotherTenant_IsAnotherFeed() =>
        Assert.NotEqual(SignalTopic.Inbox.FeedOf(Ids.New()), SignalTopic.Inbox.FeedOf(Ids.New()));

    private static Principal Reader(PrincipalKind kind, string role) =>
        new()
        {
            TenantId = Ids.New(),
            Subject = Me,
            Kind = kind,
            Roles = new[] { role }.ToFrozenSet(StringComparer.Ordinal),
        };
}
