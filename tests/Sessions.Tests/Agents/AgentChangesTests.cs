using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Tests.Agents;

public sealed class AgentChangesTests
{
    private static readonly DateTime Then = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, object> Each =>
        new()
        {
            { "Email", "grace@example.com" },
            { "Name", "Grace" },
            { "AvatarUrl", "https://a.example/g.png" },
            { "Role", AgentRole.Admin },
            { "Title", "Lead" },
            { "Capacity", 9 },
            { "Skills", new[] { "French" } },
            { "Department", "Sales" },
            { "Visibility", AgentVisibility.Public },
            { "IsActive", false },
            { "ModeOverride", AgentMode.Manual },
            { "AiEnabled", false },
            { "AutoAccept", true },
            { "IsDefault", true },
        };

    [Theory]
    [MemberData(nameof(Each))]
    public void ApplyTo_OneField_ChangesThatOneOnly(string name, object value)
    {
        var (agent, untouched) = (Ada(), Ada());
        var changes = new AgentChanges();
        typeof(AgentChanges).GetProperty(name)!.SetValue(changes, value);

        changes.ApplyTo(agent);

        Assert.Equal(value, typeof(Agent).GetProperty(name)!.GetValue(agent));
        typeof(Agent).GetProperty(name)!.SetValue(untouched, value);
        Assert.Equal(JsonSerializer.Serialize(untouched), JsonSerializer.Serialize(agent));
    }

    [Fact]
    public void ApplyTo_Nothing_ChangesNothing()
    {
        var agent = Ada();

        new AgentChanges().ApplyTo(agent);

        Assert.Equal(JsonSerializer.Serialize(Ada()), JsonSerializer.Serialize(agent));
    }

    [Fact]
    public void ApplyTo_EmptyTexts_TakeThemAway()
    {
        var agent = Ada();

        new AgentChanges
        {
            AvatarUrl = "",
            Title = "",
            Department = "",
        }.ApplyTo(agent);

        Assert.Equal((null, null, null), (agent.AvatarUrl, agent.Title, agent.Department));
    }

    [Fact]
    public void EndsAdmin_Changes_AreThoseAfterWhichItIsNone()
    {
        Assert.False(new AgentChanges().EndsAdmin);
        Assert.False(new AgentChanges { Role = AgentRole.Admin, IsActive = true }.EndsAdmin);
        Assert.True(new AgentChanges { Role = AgentRole.Manager }.EndsAdmin);
        Assert.True(new AgentChanges { Role = AgentRole.Admin, IsActive = false }.EndsAdmin);
        Assert.True(new AgentChanges { IsActive = false }.EndsAdmin);
    }

    [Fact]
    public void Delete_Agent_LeavesItsPlacesToOthers()
    {
        var agent = Ada();
        (agent.IsDefault, agent.IdempotencyKey) = (true, "k");

        agent.Delete(Then.AddHours(1));
        agent.Delete(Then.AddHours(2));

        Assert.Equal((false, false, null), (agent.IsActive, agent.IsDefault, agent.IdempotencyKey));
        Assert.Equal((Then.AddHours(1), Then.AddHours(2)), (agent.DeletedAt, agent.UpdatedAt));
        Assert.Equal(3, agent.Version);
    }

    [Theory]
    [InlineData("Admin", true, true)]
    [InlineData("Admin", false, false)]
    [InlineData("Manager", true, false)]
    public void IsActiveAdmin_Agent_IsBoth(string role, bool isActive, bool expected)
    {
        var agent = Ada();
        (agent.Role, agent.IsActive) = (Enum.Parse<AgentRole>(role), isActive);

        Assert.Equal(expected, agent.IsActiveAdmin);
    }

    [Fact]
    public void From_Agent_ShowsEachOfItsFields()
    {
        var agent = Ada();
        (agent.ParentId, agent.TeamId, agent.Level) = (Ids.New(), Ids.New(), 3);
        (agent.Role, agent.Visibility, agent.ModeOverride) = (AgentRole.Manager, AgentVisibility.Public, AgentMode.Ai);
        (agent.AutoAccept, agent.AiEnabled, agent.IsDefault, agent.IsActive) = (true, false, true, false);
        agent.UpdatedAt = Then.AddHours(1);

        var answer = AgentAnswer.From(agent, 4);

        Assert.Equal(
            (agent.Id, "ada@example.com", "Ada", "https://a.example/a.png"),
            (answer.Id, answer.Email, answer.Name, answer.AvatarUrl)
        );
        Assert.Equal(
            ("manager", "offline", "online", "public", "ai"),
            (answer.Role, answer.Status, answer.ChosenStatus, answer.Visibility, answer.ModeOverride)
        );
        Assert.Equal(
            ("Agent", "Support", 7, 4, 3),
            (answer.Title, answer.Department, answer.Capacity, answer.ActiveConversations, answer.Level)
        );
        Assert.Equal((agent.ParentId, agent.TeamId), (answer.ParentId, answer.TeamId));
        Assert.Equal(
            (true, false, true, false),
            (answer.AutoAccept, answer.AiEnabled, answer.IsDefault, answer.IsActive)
        );
        Assert.Equal((Then, Then.AddHours(1), null), (answer.CreatedAt, answer.UpdatedAt, answer.LastActivityAt));
        Assert.Equal(["billing"], answer.Skills);
    }

    private static Agent Ada() =>
        new()
        {
            Id = new Guid("0190c000-0000-7000-8000-000000000001"),
            TenantId = new Guid("0190c000-0000-7000-8000-000000000002"),
            Email = "ada@example.com",
            Name = "Ada",
            AvatarUrl = "https://a.example/a.png",
            Title = "Agent",
            Capacity = 7,
            Skills = ["billing"],
            Department = "Support",
            CreatedAt = Then,
            UpdatedAt = Then,
        };
}
