using System.Collections.Frozen;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Tests.Agents;

public sealed class AgentAccessTests
{
    private static readonly Guid Self = new("0190c000-0000-7000-8000-000000000001");
    private static readonly Guid Other = new("0190c000-0000-7000-8000-000000000002");

    [Theory]
    [InlineData(PrincipalKind.Agent, true)]
    [InlineData(PrincipalKind.SecretKey, true)]
    [InlineData(PrincipalKind.Service, true)]
    [InlineData(PrincipalKind.Visitor, false)]
    [InlineData(PrincipalKind.User, false)]
    [InlineData(PrincipalKind.PublishableKey, false)]
    public void MayRead_Principal_IsOfTheCompany(PrincipalKind kind, bool may) =>
        Assert.Equal(may, AgentAccess.MayRead(Who(kind)));

    [Theory]
    [InlineData(PrincipalKind.SecretKey, null, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Admin, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Manager, false)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Agent, false)]
    [InlineData(PrincipalKind.Service, null, false)]
    [InlineData(PrincipalKind.User, AgentRoles.Admin, false)]
    public void MayWrite_Principal_IsAnAdminOrTheBackend(PrincipalKind kind, string? role, bool may) =>
        Assert.Equal(may, AgentAccess.MayWrite(Who(kind, role)));

    [Theory]
    [InlineData(PrincipalKind.SecretKey, null, true, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Admin, true, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Manager, true, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Agent, true, false)]
    [InlineData(PrincipalKind.Visitor, AgentRoles.Manager, false, false)]
    [InlineData(PrincipalKind.Service, null, false, false)]
    public void MayDirect_Principal_IsTheAgentItselfOrAboveIt(PrincipalKind kind, string? role, bool self, bool other)
    {
        Assert.Equal(self, AgentAccess.MayDirect(Who(kind, role), Self));
        Assert.Equal(other, AgentAccess.MayDirect(Who(kind, role), Other));
    }

    [Fact]
    public void AgentIdOf_Principal_IsThatOfAnAgentOnly()
    {
        Assert.Equal(Self, AgentAccess.AgentIdOf(Who(PrincipalKind.Agent)));
        Assert.Null(AgentAccess.AgentIdOf(Who(PrincipalKind.Visitor)));
        Assert.Null(AgentAccess.AgentIdOf(Who(PrincipalKind.Agent) with { Subject = "ada" }));
    }

    private static Principal Who(PrincipalKind kind, string? role = null) =>
        new()
        {
            TenantId = Other,
            Subject = Self.ToString(),
            Kind = kind,
            Roles = role is null ? FrozenSet<string>.Empty : AgentRoles.UpTo(role).ToFrozenSet(),
        };
}
