using Chat.Sessions.AgentQueue;
using Chat.Sessions.Routing;
using Chat.Sessions.Signals;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.AgentQueue;

[Trait("Level", "Component")]
public sealed class QueuePositionsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tell_OneIsTakenMeanwhile_HearsAtLastThatItWaitsNoMore()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var (taken, waiting) = (Guid.Parse(await office.WaitingAsync()), Guid.Parse(await office.WaitingAsync()));
        var signals = new Told(() => Take(taken));
        var positions = new QueuePositions(sessions.A.Get<QueueStore>(), sessions.A.Get<RoutingAgentStore>(), signals);

        await positions.TellAsync(office.TenantId, Token);

        Assert.Equal([(taken, 1), (waiting, 2), (taken, 0)], signals.Positions);
    }

    // As an agent does in the moment in which the places that were read are told.
    private void Take(Guid id)
    {
        using var command = sessions.A.Admin.CreateCommand("update conversations set status = 4 where id = $1");
        command.Parameters.AddWithValue(id);
        command.ExecuteNonQuery();
    }

    private sealed class Told(Action first) : ISignals
    {
        public List<(Guid, int)> Positions { get; } = [];

        public void Publish(Guid tenantId, SignalTopic topic, Signal signal)
        {
            if (Positions.Count == 0)
            {
                first();
            }

            var place = Assert.IsType<QueueSignal>(signal);
            Positions.Add((place.ConversationId, place.Position));
        }
    }
}
