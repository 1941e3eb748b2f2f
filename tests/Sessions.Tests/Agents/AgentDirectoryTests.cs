using Chat.ServiceDefaults;
using Chat.Sessions.Agents;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Agents;

[Trait("Level", "Component")]
public sealed class AgentDirectoryTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    private AgentDirectory Directory => sessions.A.Get<AgentDirectory>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_Agent_IsAsItWasMade()
    {
        var made = await scene.CreateAsync(("role", "admin"), ("skills", new[] { "French" }), ("department", "Sales"));

        var card = await Directory.FindAsync(scene.TenantId, Guid.Parse(AgentScene.Id(made)), Cancelled);

        Assert.Equal(
            ("Ada", AgentRole.Admin, "Sales", AgentStatus.Offline, true),
            (card!.Name, card.Role, card.Department, card.Status, card.IsActive)
        );
        Assert.Equal(["French"], card.Skills);
    }

    [Fact]
    public async Task Find_AgentWhoLeft_IsStillNamed()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        await scene.Backend.DeleteAsync("/v1/agents/" + id);

        var card = await Directory.FindAsync(scene.TenantId, Guid.Parse(id), Cancelled);

        Assert.Equal(("Ada", false), (card!.Name, card.IsActive));
    }

    [Fact]
    public async Task FindMany_AnotherTenantsOrNobodys_AreLeftOut()
    {
        var own = Guid.Parse(AgentScene.Id(await scene.CreateAsync()));
        var other = Guid.Parse(AgentScene.Id(await new AgentScene(sessions.A).CreateAsync()));

        var cards = await Directory.FindManyAsync(scene.TenantId, [own, other, Ids.New()], Cancelled);

        Assert.Equal([own], cards.Keys);
    }
}
