using Chat.Gateway.Limits;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Limits;

public sealed class StreamSlotsTests
{
    private const string Address = "203.0.113.7";

    private readonly StreamSlots slots = new(
        Options.Create(
            new LimitsOptions
            {
                MaxStreams = 4,
                MaxStreamsPerVisitor = 2,
                MaxStreamsPerAddress = 3,
            }
        )
    );

    [Fact]
    public void Enter_VisitorOverItsBound_IsRefusedAndOthersAreNot()
    {
        slots.Enter(Visitor("a"), Address);
        slots.Enter(Visitor("a"), Address);

        Assert.IsType<TooManyVisitorStreams>(slots.Enter(Visitor("a"), Address).Error);
        Assert.True(slots.Enter(Visitor("b"), Address).IsSuccess);
    }

    [Fact]
    public void Enter_AddressOverItsBound_IsRefusedAndOthersAreNot()
    {
        slots.Enter(Visitor("a"), Address);
        slots.Enter(Visitor("b"), Address);
        slots.Enter(Visitor("c"), Address);

        Assert.IsType<TooManyAddressStreams>(slots.Enter(Visitor("d"), Address).Error);
        Assert.True(slots.Enter(Visitor("d"), "203.0.113.8").IsSuccess);
    }

    [Fact]
    public void Enter_NoAddress_IsNotCountedByIt()
    {
        foreach (var subject in (string[])["a", "b", "c", "d"])
        {
            Assert.True(slots.Enter(Visitor(subject), address: null).IsSuccess);
        }
    }

    [Fact]
    public void Enter_InstanceOverItsBound_IsRefused()
    {
        slots.Enter(Visitor("a"), Address);
        slots.Enter(Visitor("b"), Address);
        slots.Enter(Visitor("c"), Address);
        slots.Enter(Visitor("d"), address: null);

        Assert.IsType<TooManyInstanceStreams>(slots.Enter(Visitor("e"), Address).Error);
    }

    [Fact]
    public void Enter_Refused_LeavesNothingCounted()
    {
        slots.Enter(Visitor("a"), Address);
        slots.Enter(Visitor("b"), Address);
        var third = slots.Enter(Visitor("c"), Address);
        for (var time = 0; time < 5; time++)
        {
            Assert.False(slots.Enter(Visitor("d"), Address).IsSuccess);
        }

        third.Value.Dispose();

        Assert.True(slots.Enter(Visitor("d"), Address).IsSuccess);
        Assert.True(slots.Enter(Visitor("d"), address: null).IsSuccess);
    }

    [Fact]
    public void Dispose_APlace_IsFreeAgain()
    {
        slots.Enter(Visitor("a"), Address);
        var second = slots.Enter(Visitor("a"), Address);

        second.Value.Dispose();

        Assert.True(slots.Enter(Visitor("a"), Address).IsSuccess);
    }

    [Fact]
    public void Enter_ManyAtOnce_NeverExceedsAndNeverLeaks()
    {
        Parallel.For(
            0,
            10_000,
            _ =>
            {
                if (slots.Enter(Visitor("a"), Address) is { IsSuccess: true } slot)
                {
                    slot.Value.Dispose();
                }
            }
        );

        Assert.True(slots.Enter(Visitor("a"), Address).IsSuccess);
        Assert.True(slots.Enter(Visitor("a"), Address).IsSuccess);
        Assert.False(slots.Enter(Visitor("a"), Address).IsSuccess);
        Assert.True(slots.Enter(Visitor("b"), Address).IsSuccess);
        Assert.False(slots.Enter(Visitor("c"), Address).IsSuccess);
    }

    private static Principal Visitor(string subject) =>
        new()
        {
            TenantId = Guid.Empty,
            Subject = subject,
            Kind = PrincipalKind.Visitor,
        };
}
