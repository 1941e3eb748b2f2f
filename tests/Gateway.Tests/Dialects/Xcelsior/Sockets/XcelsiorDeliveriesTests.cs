using Chat.Gateway.Dialects.Xcelsior.Sockets;
using Chat.Gateway.Live;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>When a message counts as delivered, by the clock.</summary>
public sealed class XcelsiorDeliveriesTests : IDisposable
{
    private static readonly TimeSpan DeadPeer = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider time = new();
    private readonly RecordingReceipts receipts = new();
    private readonly XcelsiorDeliveries deliveries;

    public XcelsiorDeliveriesTests()
    {
        var visitor = new Principal
        {
            TenantId = Ids.New(),
            Subject = "v-1",
            Kind = PrincipalKind.Visitor,
        };
        var seat = new XcelsiorSeat(visitor, XcelsiorTest.ConversationId, "cus_1", LogCursor.Beginning);
        deliveries = new XcelsiorDeliveries(receipts, seat, DeadPeer, time, NullLogger.Instance);
    }

    public void Dispose() => deliveries.Dispose();

    [Fact]
    public async Task Close_ByTheClient_CountsWhatWasNotOnItsWayAnyMore()
    {
        deliveries.Note(1);
        time.Advance(Quiet);
        deliveries.Note(2);

        await deliveries.CloseAsync(isAnswer: false);

        Assert.Equal([1], receipts.Marks);
    }

    [Fact]
    public async Task Close_ByTheClientAfterAWhile_CountsAll()
    {
        deliveries.Note(1);
        deliveries.Note(2);
        time.Advance(Quiet);

        await deliveries.CloseAsync(isAnswer: false);

        Assert.Equal([2], receipts.Marks);
    }

    [Fact]
    public async Task Close_ByTheClientAtOnce_CountsNothing()
    {
        deliveries.Note(1);

        await deliveries.CloseAsync(isAnswer: false);

        Assert.Empty(receipts.Marks);
    }

    [Fact]
    public async Task Close_AsAnAnswer_CountsAll()
    {
        deliveries.Note(3);

        await deliveries.CloseAsync(isAnswer: true);

        Assert.Equal([3], receipts.Marks);
    }

    [Fact]
    public async Task Close_NothingSent_CountsNothing()
    {
        await deliveries.CloseAsync(isAnswer: true);

        Assert.Empty(receipts.Marks);
    }

    [Fact]
    public void Time_OfADeadPeer_CountsWhatWasSentBeforeIt()
    {
        deliveries.Note(1);
        time.Advance(DeadPeer - TimeSpan.FromSeconds(1));
        deliveries.Note(2);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1], receipts.Marks);

        time.Advance(DeadPeer);

        Assert.Equal([1, 2], receipts.Marks);
    }

    [Fact]
    public void Time_AfterTheSocket_CountsNothingMore()
    {
        deliveries.Note(1);
        deliveries.Dispose();

        time.Advance(DeadPeer);

        Assert.Empty(receipts.Marks);
    }
}
