namespace Chat.Sessions.Tests.Presence;

/// <summary>The instance and the Redis of a class' tests; each test has agents of its own.</summary>
public sealed class PresenceSuite : IAsyncLifetime
{
    private PresenceScene running = null!;

    public async ValueTask InitializeAsync() => running = await PresenceScene.StartAsync();

    public ValueTask DisposeAsync() => running.DisposeAsync();

    /// <summary>The same, with a tenant that nobody used.</summary>
    internal PresenceScene NewScene() => new(running.Instance, running.Redis);
}
