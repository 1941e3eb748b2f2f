using Chat.Testing.Time;

namespace Chat.Inference.Passages;

public sealed class EmptyTenantsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly EmptyTenants _tenants;

    public EmptyTenantsTests() => _tenants = new EmptyTenants(_clock);

    [Theory]
    [InlineData(0, true)]
    [InlineData(4999, true)]
    [InlineData(5000, false)]
    public void Contains_TenantThatWasEmpty_IsRememberedForAMoment(int milliseconds, bool remembered)
    {
        var tenant = Guid.CreateVersion7();
        _tenants.Add(tenant);

        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(remembered, _tenants.Contains(tenant));
    }

    [Fact]
    public void Contains_AnotherTenant_IsUnknown()
    {
        _tenants.Add(Guid.CreateVersion7());

        Assert.False(_tenants.Contains(Guid.CreateVersion7()));
    }

    [Fact]
    public void Add_SeenAgain_IsRememberedFromThen()
    {
        var tenant = Guid.CreateVersion7();
        _tenants.Add(tenant);
        _clock.Advance(TimeSpan.FromSeconds(4));

        _tenants.Add(tenant);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.True(_tenants.Contains(tenant));
    }

    [Fact]
    public void Add_MoreThanAreKept_ForgetsTheOthersAndKeepsTheNew()
    {
        var first = Guid.CreateVersion7();
        _tenants.Add(first);
        for (var number = 1; number < 10_000; number++)
        {
            _tenants.Add(new Guid(number, 0, 0, new byte[8]));
        }
        Assert.True(_tenants.Contains(first));

        var last = Guid.CreateVersion7();
        _tenants.Add(last);

        Assert.Equal((false, true), (_tenants.Contains(first), _tenants.Contains(last)));
    }
}
