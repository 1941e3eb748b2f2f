using Chat.Sessions.Keys;
using Chat.Sessions.Tenants;

namespace Chat.Sessions.Tests.Keys;

public sealed class ApiKeyTests
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void IsValid_NewKey_IsAndStaysSo()
    {
        Assert.True(Key().IsValid(Now));
        Assert.True(Key().IsValid(Now.AddYears(100)));
    }

    [Fact]
    public void IsValid_AtItsEnd_IsNot()
    {
        var key = Key();
        key.ExpireAt(Now.AddHours(1));

        Assert.True(key.IsValid(Now.AddHours(1).AddTicks(-1)));
        Assert.False(key.IsValid(Now.AddHours(1)));
    }

    // Rotating with a longer grace must not give a key back the time it had lost.
    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 0, 0)]
    public void ExpireAt_Twice_TheSoonerEndHolds(int first, int second, int expected)
    {
        var key = Key();
        key.ExpireAt(Now.AddHours(first));

        key.ExpireAt(Now.AddHours(second));

        Assert.Equal(Now.AddHours(expected), key.ExpiresAt);
    }

    [Fact]
    public void Revoke_Twice_KeepsTheFirstTime()
    {
        var key = Key();
        key.Revoke(Now);

        key.Revoke(Now.AddHours(1));

        Assert.Equal(Now, key.RevokedAt);
        Assert.False(key.IsValid(Now));
    }

    [Fact]
    public void Revoke_KeyWithTimeLeft_EndsItAtOnce()
    {
        var key = Key();
        key.ExpireAt(Now.AddHours(1));

        key.Revoke(Now);

        Assert.False(key.IsValid(Now.AddTicks(1)));
    }

    private static ApiKey Key() =>
        new()
        {
            Id = Guid.Empty,
            TenantId = Guid.Empty,
            Kind = KeyKind.Secret,
            Name = "Key",
            Hash = [],
            Hint = "",
            AllowedOrigins = [],
            CreatedAt = Now,
        };
}
