using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>Whoever tries again while Sessions is away does not pay for it with silence behind it.</summary>
public sealed class XcelsiorOutageTests : XcelsiorTest
{
    private const string Address = "203.0.113.7";
    private static readonly Unavailable Away = new("sessions_away", "Later.");

    protected override (string Name, string Value)[] Settings =>
        [.. base.Settings, ("Proxies:Trusted:0", "127.0.0.1"), ("RateLimit:MaxRequests", "2")];

    [Fact]
    public async Task Connect_WhileSessionsIsAway_DoesNotCount()
    {
        Gateway.Fakes.Visitors.IdentifyRefusal = Away;
        for (var n = 0; n < 2; n++)
        {
            using var refused = await ConnectAsync();
            Assert.Equal("sessions_away", await ErrorAsync(refused));
        }
        Gateway.Fakes.Visitors.IdentifyRefusal = null;

        using var client = await ConnectAsync();

        await ConnectedAsync(client);
    }

    [Fact]
    public async Task Send_WhileSessionsIsAway_DoesNotCount()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);
        Gateway.Fakes.Conversations.Handler = static _ => new AppendResult { Error = Away.ToRpcStatus() };
        for (var n = 0; n < 2; n++)
        {
            await client.SayAsync(ConversationId, "Hello", Cancelled);
            Assert.Equal("sessions_away", await ErrorAsync(client));
        }
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request);

        // The conversation it began with counts, and this one; then there is no room.
        await client.SayAsync(ConversationId, "Hello", Cancelled);
        await client.SayAsync(ConversationId, "Again", Cancelled);

        Assert.Equal("rate_limited", await ErrorAsync(client));
        Assert.Equal(3, Gateway.Fakes.Conversations.Posts.Count);
    }

    private static async Task<string?> ErrorAsync(XcelsiorClient client) =>
        (await client.NextAsync("error", Cancelled)).GetProperty("error").GetString();

    private Task<XcelsiorClient> ConnectAsync() =>
        XcelsiorClient.ConnectAsync(Gateway.Address, XcelsiorClient.As(Email), Cancelled, address: Address);
}
