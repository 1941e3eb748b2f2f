using Chat.Sessions.CustomerPresence;

namespace Chat.Sessions.Tests.CustomerPresence;

public sealed class WatchedCustomerTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly WatchedCustomer customer = new();

    [Fact]
    public void Take_Online_IsToldAtOnceAndOnlyOnce()
    {
        Assert.Equal(CustomerStatus.Online, Take(CustomerStatus.Online, 0));
        Assert.Null(Take(CustomerStatus.Online, 2));
    }

    [Fact]
    public void Take_AbsentFromTheBeginning_IsToldAfterTheGrace()
    {
        Assert.Null(Take(CustomerStatus.Offline, 0));
        Assert.Null(Take(CustomerStatus.Offline, 4.9));
        Assert.Equal(CustomerStatus.Offline, Take(CustomerStatus.Offline, 5));
    }

    [Fact]
    public void Take_BackWithinTheGrace_NobodyHearsOfIt()
    {
        Take(CustomerStatus.Online, 0);

        Assert.Null(Take(CustomerStatus.Away, 2));
        Assert.Null(Take(CustomerStatus.Online, 6));
        Assert.Null(Take(CustomerStatus.Away, 8));
        Assert.Null(Take(CustomerStatus.Away, 12));
        Assert.Equal(CustomerStatus.Away, Take(CustomerStatus.Away, 13));
    }

    [Fact]
    public void Take_ReconnectWindowOver_IsOfflineAtOnce()
    {
        Take(CustomerStatus.Online, 0);
        Take(CustomerStatus.Away, 2);
        Take(CustomerStatus.Away, 7);

        Assert.Equal(CustomerStatus.Offline, Take(CustomerStatus.Offline, 8));
    }

    [Fact]
    public void Take_SomebodyJoins_IsToldWhatTheOthersKnow()
    {
        Take(CustomerStatus.Online, 0);
        Take(CustomerStatus.Away, 2);
        customer.HasNewcomer = true;

        Assert.Equal(CustomerStatus.Online, Take(CustomerStatus.Away, 3));
        Assert.Null(Take(CustomerStatus.Away, 4));
        Assert.Equal(CustomerStatus.Away, Take(CustomerStatus.Away, 7));
    }

    [Fact]
    public void Forget_RedisWasAway_TheGraceBeginsAnew()
    {
        Take(CustomerStatus.Online, 0);
        Take(CustomerStatus.Offline, 2);
        customer.Forget();

        Assert.Null(Take(CustomerStatus.Offline, 60));
        Assert.Equal(CustomerStatus.Offline, Take(CustomerStatus.Offline, 65));
    }

    private CustomerStatus? Take(CustomerStatus status, double at) =>
        customer.Take(status, TimeSpan.FromSeconds(at), Grace);
}
