using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.CustomerPresence;

/// <summary>Customers and agents who follow a conversation.</summary>
internal static class CustomerPresenceScene
{
    /// <summary>Somebody follows with signals; on return it was let in.</summary>
    public static async Task<Follower> FollowAsync(Caller reader, string conversation)
    {
        var follower = new Follower(reader);
        await follower.ListenAsync(reader, conversation);
        return follower;
    }

    /// <summary>The next word about the customer.</summary>
    public static async Task<Wire.PresenceStatus> NextAsync(Follower agent)
    {
        while (true)
        {
            var signal = await agent.NextSignalAsync();
            if (signal.CustomerPresence is { } presence)
            {
                Assert.True(signal.Internal);
                return presence.Status;
            }
        }
    }
}
