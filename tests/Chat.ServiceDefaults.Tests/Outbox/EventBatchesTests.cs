using Chat.ServiceDefaults.Outbox;

namespace Chat.ServiceDefaults.Tests.Outbox;

public sealed class EventBatchesTests
{
    private const int MaxEvents = 200;
    private const int MaxBytes = 256 * 1024;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Empty(EventBatches.Of([], _ => null));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(MaxEvents, 1)]
    [InlineData(MaxEvents + 1, 2)]
    [InlineData(3 * MaxEvents, 3)]
    public void Of_SmallEvents_HoldsAsManyAsTheContractSays(int events, int batches) =>
        Assert.Equal(batches, EventBatches.Of(Stored(Enumerable.Repeat(10, events)), _ => null).Count());

    [Theory]
    [InlineData(MaxBytes / 2, MaxBytes / 2, 1)]
    [InlineData(MaxBytes / 2, MaxBytes / 2 + 1, 2)]
    [InlineData(MaxBytes, 0, 1)]
    [InlineData(MaxBytes, 1, 2)]
    public void Of_TwoEvents_ShareABatchIfTheyFit(int first, int second, int batches) =>
        Assert.Equal(batches, EventBatches.Of(Stored([first, second]), _ => null).Count());

    [Fact]
    public void Of_OneEventOverTheBound_GoesAlone()
    {
        var batches = EventBatches.Of(Stored([10, 2 * MaxBytes, 10]), _ => null).ToList();

        Assert.Equal([1, 1, 1], batches.Select(batch => batch.Events.Count));
        Assert.Equal(2 * MaxBytes, batches[1].Events[0].Payload.Length);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Of_AnySizes_KeepsAllInOrderWithinTheBounds(int seed)
    {
        var random = new Random(seed);
        var events = Stored(
            Enumerable
                .Range(0, random.Next(1, 1_000))
                .Select(_ => random.Next(20) == 0 ? random.Next(2 * MaxBytes) : random.Next(4_000))
        );

        var batches = EventBatches.Of(events, _ => null).ToList();

        var envelopes = batches.SelectMany(batch => batch.Events).ToList();
        Assert.Equal(events.Count, envelopes.Count);
        Assert.All(
            events.Zip(envelopes),
            // Spans, because Assert.Equal compares megabytes byte by byte, for seconds.
            pair =>
                Assert.True(pair.Second.Payload.Span.SequenceEqual(pair.First.Row.Payload), "Another event's payload.")
        );
        Assert.All(
            batches,
            batch =>
            {
                Assert.InRange(batch.Events.Count, 1, MaxEvents);
                Assert.True(batch.Events.Count == 1 || batch.Events.Sum(e => e.Payload.Length) <= MaxBytes);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Of_AnySizes_LeavesNoRoomForTheNext(int seed)
    {
        var random = new Random(seed);
        var events = Stored(Enumerable.Range(0, 500).Select(_ => random.Next(6_000)));

        var batches = EventBatches.Of(events, _ => null).ToList();

        foreach (var (batch, next) in batches.Zip(batches.Skip(1)))
        {
            var bytes = batch.Events.Sum(e => e.Payload.Length) + next.Events[0].Payload.Length;
            Assert.True(batch.Events.Count == MaxEvents || bytes > MaxBytes, "Two batches could have been one.");
        }
    }

    [Fact]
    public void Of_Traces_EachEventHasItsOwnOrNone()
    {
        var events = Stored([1, 2]);

        var batch = Assert.Single(EventBatches.Of(events, row => row.Payload.Length == 1 ? "00-a-b-01" : null));

        Assert.Equal(["00-a-b-01", ""], batch.Events.Select(envelope => envelope.TraceParent));
        Assert.All(batch.Events, envelope => Assert.Equal("chat.events.v1.MessagePosted", envelope.Type));
    }

    private static List<StoredEvent> Stored(IEnumerable<int> sizes) =>
        [
            .. sizes.Select(
                (size, position) =>
                    new StoredEvent(
                        position,
                        new OutboxRow(Ids.New(), Guid.Empty, "chat.events.v1.MessagePosted", Payload(size), null)
                    )
            ),
        ];

    // No two alike, so that the order shows.
    private static byte[] Payload(int size)
    {
        var payload = new byte[size];
        Ids.New().ToByteArray().AsSpan(..Math.Min(size, 16)).CopyTo(payload);
        return payload;
    }
}
