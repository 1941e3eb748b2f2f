using Chat.Sessions.AgentLogins;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Tests.AgentLogins;

public sealed class RefreshPolicyTests
{
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(20);

    private static readonly LoginSnapshot Login = new()
    {
        Agent = new AgentIdentity
        {
            TenantId = Guid.Empty,
            AgentId = Guid.Empty,
            Name = "Ada",
            Email = "ada@example.com",
            Role = AgentRole.Agent,
        },
        Generation = 5,
        ExpiresAt = DateTime.UnixEpoch,
        SinceRefresh = TimeSpan.FromSeconds(20),
        IsOver = false,
    };

    [Theory]
    [InlineData(5, 0, nameof(RefreshOutcome.Replace))]
    [InlineData(5, 1_000_000, nameof(RefreshOutcome.Replace))]
    [InlineData(4, 0, nameof(RefreshOutcome.Repeat))]
    [InlineData(4, 20, nameof(RefreshOutcome.Repeat))]
    [InlineData(4, 21, nameof(RefreshOutcome.EndLogin))]
    [InlineData(3, 0, nameof(RefreshOutcome.EndLogin))]
    [InlineData(1, 0, nameof(RefreshOutcome.EndLogin))]
    [InlineData(6, 0, nameof(RefreshOutcome.Refuse))]
    public void Decide_Generation_AndTimeSinceItWasReplaced(int generation, int seconds, string outcome) =>
        Assert.Equal(outcome, Decide(generation, Login with { SinceRefresh = TimeSpan.FromSeconds(seconds) }));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Decide_LoginThatIsOver_Refuses(int generation) =>
        Assert.Equal(nameof(RefreshOutcome.Refuse), Decide(generation, Login with { IsOver = true }));

    private static string Decide(int generation, LoginSnapshot login) =>
        RefreshPolicy.Decide(generation, login, Leeway).ToString();
}
