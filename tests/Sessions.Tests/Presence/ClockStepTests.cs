using Chat.Testing.Time;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Presence;

/// <summary>Somebody sets the clock of an instance while agents are at work.</summary>
[Trait("Level", "Component")]
public sealed class ClockStepTests : IAsyncLifetime
{
    private readonly SteppingTimeProvider time = new();
    private PresenceScene scene = null!;

    public async ValueTask InitializeAsync() => scene = await PresenceScene.StartAsync(time);

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Sweep_ClockIsSet_NobodyIsGoneOrIdle(int days)
    {
        var (there, leaves) = (await scene.CreateAsync(), await scene.CreateAsync());
        await using var beating = scene.Keep(there, "g1");
        await scene.BeatAsync(leaves);
        await scene.BecomesAsync(there, "online");
        await scene.BecomesAsync(leaves, "online");

        time.Step(TimeSpan.FromDays(days));
        // Whoever stays away is found after lease and grace all the same: the sweep goes on.
        await scene.BecomesAsync(leaves, "offline");

        Assert.Equal("online", await scene.StatusAsync(there));
        Assert.Equal([Wire.PresenceStatus.Online], await scene.EventsAsync(there));
    }
}
