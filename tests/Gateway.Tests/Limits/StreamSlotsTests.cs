using Chat.Gateway.Limits;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Limits;

public sealed class StreamSlotsTests
{
    private readonly StreamSlots slots = new(
        Options.Create(new LimitsOptions { MaxStreams = 3, MaxStreamsPerVisitor = 2 })
    );

    [Fact]
    public void Enter_VisitorOverItsBound_IsRefusedAndOthersAreNot()
    {
        slots.Enter(Visitor("a"));
        slots.Enter(Visitor("a"));

        Assert.IsType<TooManyVisitorStreams>(slots.Enter(Visitor("a")).Error);
        Assert.True(slots.Enter(Visitor("b")).IsSuccess);
    }

    [Fact]
    public void Enter_InstanceOverItsBound_IsRefused()
    {
        slots.Enter(Visitor("a"));
        slots.Enter(Visitor("b"));
        slots.Enter(Visitor("c"));

        Assert.IsType<TooManyStreams>(slots.Enter(Visitor("d")).Error);
    }

    [Fact]
    public void Dispose_APlace_IsFreeAgain()
    {
        slots.Enter(Visitor("a"));
        var second = slots.Enter(Visitor("a"));

        second.Value.Dispose();

        Assert.True(slots.Enter(Visitor("a")).IsSuccess);
    }

    [Fact]
    public void Enter_ManyAtOnce_NeverExceedsAndNeverLeaks()
    {
        Parallel.For(
            0,
            10_000,
            _ =>
            {
                if (slots.Enter(Visitor("a")) is { IsSuccess: true } slot)
                {
                    slot.Value.Dispose();
                }
            }
        );

        Assert.True(slots.Enter(Visitor("a")).IsSuccess);
        Assert.True(slots.Enter(Visitor("a")).IsSuccess);
        Assert.False(slots.Enter(Visitor("a")).IsSuccess);
    }

    private static Principal Visitor(string subject) =>
        new()
        {
            TenantId = Guid.Empty,
            Subject = subject,
            Kind = PrincipalKind.Visitor,
        };
}
