using System.Net;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Agents;

/// <summary>Agents that are made while others are, or are changed.</summary>
[Trait("Level", "Component")]
public sealed class CreateAgentAtOnceTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    // The tenant's settings are not in memory yet, and whoever reads them needs a connection.
    [Fact]
    public async Task Create_MoreAtOnceThanConnections_AreAllMade()
    {
        var made = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => scene.Backend.SubmitAsync("/v1/agents", AgentScene.Body()))
        );

        Assert.All(made, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
    }
}
