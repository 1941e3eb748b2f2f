using Chat.Contracts.Sessions.V1;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>What counts as delivered over a protocol without acknowledgements.</summary>
public sealed class XcelsiorDeliveryTests : XcelsiorTest
{
    // A dead peer is found in two seconds.
    protected override (string Name, string Value)[] Settings =>
        [.. base.Settings, ("WebSockets:KeepAlive", "00:00:01")];

    [Fact]
    public async Task Stop_OfTheGateway_CountsWhatTheClientReadBeforeIt()
    {
        using var client = await TalkAsync(1, 2);

        Gateway.BeginStop();
        Assert.Null(await client.NextAsync(Cancelled));

        Assert.Equal((ConversationId, 2), await NextMarkAsync());
    }

    [Fact]
    public async Task Live_ForAsLongAsADeadPeerIsFound_CountsWhatWasSentAsDelivered()
    {
        using var client = await TalkAsync(1);
        // Whoever reads answers pings.
        var reading = client.NextAsync(Cancelled);

        var mark = await NextMarkAsync();
        client.Abort();

        Assert.Equal((ConversationId, 1), mark);
        await Assert.ThrowsAnyAsync<Exception>(() => reading);
    }

    [Fact]
    public async Task Cut_BeforeThat_CountsNothing()
    {
        using var client = await TalkAsync(1);

        client.Abort();
        await Eventually.TrueAsync(() => !Gateway.Fakes.Live.Unsubscribed.IsEmpty, Cancelled);

        Assert.False(Gateway.Fakes.Receipts.Marks.TryRead(out _));
    }

    private async Task<XcelsiorClient> TalkAsync(params long[] sequences)
    {
        var client = await XcelsiorClient.ConnectAsync(Gateway.Address, XcelsiorClient.As(Email), Cancelled);
        var (_, followed) = await ConnectedAsync(client);
        foreach (var sequence in sequences)
        {
            await Gateway.Fakes.Live.SendAsync(followed, Entry(sequence));
            await client.NextAsync("message", Cancelled);
        }
        return client;
    }

    private async Task<(string, long)> NextMarkAsync()
    {
        var mark = await Gateway.Fakes.Receipts.Marks.ReadAsync(Cancelled).AsTask().WithTimeout();
        return (mark.ConversationId, mark.Delivered);
    }

    private static LogEntry Entry(long sequence) =>
        new()
        {
            Sequence = sequence,
            Message = new Message
            {
                ConversationId = ConversationId,
                Sequence = sequence,
                Author = new Author { Kind = AuthorKind.Agent },
                Text = "Hello",
                CreatedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
            },
        };
}
