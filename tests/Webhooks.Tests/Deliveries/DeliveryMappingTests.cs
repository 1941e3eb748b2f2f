using Chat.Webhooks.Deliveries;
using Google.Protobuf.WellKnownTypes;
using Proto = Chat.Contracts.Webhooks.V1;

namespace Chat.Webhooks.Tests.Deliveries;

public sealed class DeliveryMappingTests
{
    private static readonly Guid Id = Guid.Parse("01890000-0000-7000-8000-000000000001");
    private static readonly Guid SubscriptionId = Guid.Parse("01890000-0000-7000-8000-000000000002");
    private static readonly Guid EventId = Guid.Parse("01890000-0000-7000-8000-000000000003");
    private static readonly DateTimeOffset Created = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Created.AddMinutes(5);
    private static readonly DateTimeOffset Finished = Created.AddMinutes(2);

    [Fact]
    public void ToResource_Pending_HasEveryField() =>
        Assert.Equal(
            new DeliveryResource
            {
                Id = Id,
                SubscriptionId = SubscriptionId,
                EventId = EventId,
                EventType = "lead.captured",
                State = "pending",
                AttemptCount = 3,
                LastStatus = 503,
                LastError = "status",
                CreatedAt = Created,
                NextAttemptAt = Due,
                DeliveredAt = null,
                Attempts = null,
            },
            Build(DeliveryState.Pending).ToResource()
        );

    [Theory]
    [InlineData(DeliveryState.Pending, "pending", true, false)]
    [InlineData(DeliveryState.Delivered, "delivered", false, true)]
    [InlineData(DeliveryState.Dead, "dead", false, false)]
    internal void ToResource_State_DecidesWhichTimeIsTold(
        DeliveryState state,
        string word,
        bool hasNext,
        bool hasDelivered
    )
    {
        var resource = Build(state).ToResource();

        Assert.Equal(word, resource.State);
        Assert.Equal(hasNext ? Due : null, resource.NextAttemptAt);
        Assert.Equal(hasDelivered ? Finished : null, resource.DeliveredAt);
    }

    [Fact]
    public void ToResource_NeverAnswered_HasNeitherStatusNorError()
    {
        var resource = Build(DeliveryState.Pending, status: null, error: null).ToResource();

        Assert.Equal((null, null), (resource.LastStatus, resource.LastError));
    }

    [Fact]
    public void ToResource_Details_KeepsTheAttemptsInTheirOrder()
    {
        var details = new DeliveryDetails(
            Build(DeliveryState.Delivered),
            [Attempt(1, 503, "status", "busy"), Attempt(2, 204, null, null)]
        );

        var resource = details.ToResource();

        Assert.Equal(Id, resource.Id);
        Assert.Equal(
            [
                new AttemptResource
                {
                    Number = 1,
                    StartedAt = Created.AddSeconds(1),
                    DurationMs = 101,
                    Status = 503,
                    Error = "status",
                    Excerpt = "busy",
                },
                new AttemptResource
                {
                    Number = 2,
                    StartedAt = Created.AddSeconds(2),
                    DurationMs = 102,
                    Status = 204,
                    Error = null,
                    Excerpt = null,
                },
            ],
            resource.Attempts
        );
    }

    [Fact]
    public void ToResource_DetailsWithoutAttempts_SaysSoWithAnEmptyList() =>
        Assert.Empty(new DeliveryDetails(Build(DeliveryState.Pending), []).ToResource().Attempts!);

    [Fact]
    public void ToProto_Pending_HasEveryField() =>
        Assert.Equal(
            new Proto.Delivery
            {
                Id = "01890000-0000-7000-8000-000000000001",
                SubscriptionId = "01890000-0000-7000-8000-000000000002",
                EventId = "01890000-0000-7000-8000-000000000003",
                EventType = "lead.captured",
                State = Proto.DeliveryState.Pending,
                AttemptCount = 3,
                LastStatus = 503,
                LastError = "status",
                CreatedAt = Timestamp.FromDateTimeOffset(Created),
                NextAttemptAt = Timestamp.FromDateTimeOffset(Due),
            },
            Build(DeliveryState.Pending).ToProto()
        );

    [Theory]
    [InlineData(DeliveryState.Pending, Proto.DeliveryState.Pending, true, false)]
    [InlineData(DeliveryState.Delivered, Proto.DeliveryState.Delivered, false, true)]
    [InlineData(DeliveryState.Dead, Proto.DeliveryState.Dead, false, false)]
    internal void ToProto_State_DecidesWhichTimeIsTold(
        DeliveryState state,
        Proto.DeliveryState expected,
        bool hasNext,
        bool hasDelivered
    )
    {
        var proto = Build(state).ToProto();

        Assert.Equal(expected, proto.State);
        Assert.Equal(hasNext ? Due : null, proto.NextAttemptAt?.ToDateTimeOffset());
        Assert.Equal(hasDelivered ? Finished : null, proto.DeliveredAt?.ToDateTimeOffset());
    }

    [Fact]
    public void ToProto_NeverAnswered_HasZeroAndNoError()
    {
        var proto = Build(DeliveryState.Pending, status: null, error: null).ToProto();

        Assert.Equal((0, ""), (proto.LastStatus, proto.LastError));
    }

    [Theory]
    [InlineData(Proto.DeliveryState.Unspecified, null)]
    [InlineData(Proto.DeliveryState.Pending, DeliveryState.Pending)]
    [InlineData(Proto.DeliveryState.Delivered, DeliveryState.Delivered)]
    [InlineData(Proto.DeliveryState.Dead, DeliveryState.Dead)]
    [InlineData((Proto.DeliveryState)99, null)]
    [InlineData((Proto.DeliveryState)(-1), null)]
    internal void ToDomain_State_IsItselfAndWhatIsUnknownMeansAll(Proto.DeliveryState state, DeliveryState? expected) =>
        Assert.Equal(expected, state.ToDomain());

    // They are stored, so they must never change.
    [Theory]
    [InlineData(DeliveryState.Pending, 1)]
    [InlineData(DeliveryState.Delivered, 2)]
    [InlineData(DeliveryState.Dead, 3)]
    internal void DeliveryState_Number_IsTheStoredOne(DeliveryState state, int number) =>
        Assert.Equal(number, (int)state);

    private static Delivery Build(DeliveryState state, int? status = 503, string? error = "status") =>
        new()
        {
            Id = Id,
            TenantId = Guid.CreateVersion7(),
            SubscriptionId = SubscriptionId,
            EventId = EventId,
            EventType = "lead.captured",
            State = state,
            AttemptCount = 3,
            Failures = 2,
            DueAt = Due,
            LastStatus = status,
            LastError = error,
            CreatedAt = Created,
            FinishedAt = state is DeliveryState.Pending ? null : Finished,
        };

    private static DeliveryAttempt Attempt(int number, int? status, string? error, string? excerpt) =>
        new()
        {
            DeliveryId = Id,
            TenantId = Guid.CreateVersion7(),
            Number = number,
            StartedAt = Created.AddSeconds(number),
            DurationMs = 100 + number,
            Status = status,
            Error = error,
            Excerpt = excerpt,
        };
}
