using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Tests.Agents;

public sealed class AgentFilterTests
{
    private static readonly Guid Team = new("0190c000-0000-7000-8000-000000000003");

    [Theory]
    [InlineData("department", 100)]
    [InlineData("skill", 50)]
    public void Parse_Text_IsBounded(string field, int most)
    {
        Assert.Empty(Faults(With(field, new string('x', most))));
        Assert.Equal([($"/{field}", "length")], Faults(With(field, new string('x', most + 1))));
        Assert.Equal([($"/{field}", "length")], Faults(With(field, "a\0")));
    }

    [Fact]
    public void Parse_SeveralFaults_NamesAllAndTheWordsThereAre()
    {
        var parsed = AgentFilter.Parse(
            new AgentQuery
            {
                Role = "Admin",
                Status = "",
                Department = "\0",
            }
        );

        Assert.Equal(
            [
                ("/role", "Must be one of: agent, manager, admin."),
                ("/status", "Must be one of: online, away, busy, offline."),
                ("/department", "Must have at most 100 UTF-16 units, none of them U+0000."),
            ],
            ((Invalid)parsed.Error!).Faults.Select(fault => (fault.Pointer, fault.Message))
        );
    }

    public static TheoryData<string> Differences => ["role", "status", "department", "skill", "team", "active"];

    [Theory]
    [MemberData(nameof(Differences))]
    public void ApplyTo_AgentThatDiffersInOneThing_IsLeftOut(string difference)
    {
        var filter = AgentFilter
            .Parse(
                new AgentQuery
                {
                    Role = "manager",
                    Status = "offline",
                    Department = "Sales",
                    Skill = "French",
                    TeamId = Team,
                    IsActive = true,
                }
            )
            .Value;
        var (fits, other) = (Fitting(), Fitting());
        switch (difference)
        {
            case "role":
                other.Role = AgentRole.Admin;
                break;
            case "status":
                filter = AgentFilter.Parse(new AgentQuery { Status = "away" }).Value;
                break;
            case "department":
                other.Department = "sales";
                break;
            case "skill":
                other.Skills = ["German"];
                break;
            case "team":
                other.TeamId = null;
                break;
            default:
                other.IsActive = false;
                break;
        }

        Assert.Equal(
            difference == "status" ? [] : [fits],
            filter.ApplyTo(new[] { fits, other }.AsQueryable()).ToList()
        );
    }

    [Fact]
    public void ApplyTo_NothingAsked_LeavesNobodyOut() =>
        Assert.Single(AgentFilter.Parse(new AgentQuery()).Value.ApplyTo(new[] { Fitting() }.AsQueryable()));

    private static Agent Fitting() =>
        new()
        {
            Id = Ids.New(),
            TenantId = Team,
            Email = "a@example.com",
            Name = "A",
            Role = AgentRole.Manager,
            Department = "Sales",
            Skills = ["German", "French"],
            TeamId = Team,
            CreatedAt = default,
            UpdatedAt = default,
        };

    private static AgentQuery With(string field, string text) =>
        field == "skill" ? new AgentQuery { Skill = text } : new AgentQuery { Department = text };

    private static IEnumerable<(string, string)> Faults(AgentQuery query) =>
        AgentFilter.Parse(query).Error is Invalid invalid
            ? invalid.Faults.Select(fault => (fault.Pointer, fault.Code))
            : [];
}
