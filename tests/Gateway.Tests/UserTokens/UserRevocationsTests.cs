using Chat.Contracts.Sessions.V1;
using Chat.Gateway.UserTokens;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.UserTokens;

public sealed class UserRevocationsTests
{
    private static readonly Guid Tenant = new("0190a000-0000-7000-8000-000000000001");
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void IsVoid_RevokedUser_OnlyTokensMadeBefore()
    {
        var revocations = Create();
        revocations.Learn([Of("u-1", 5)]);

        Assert.True(revocations.IsVoid(Tenant, "u-1", 4));
        Assert.False(revocations.IsVoid(Tenant, "u-1", 5));
        Assert.False(revocations.IsVoid(Tenant, "u-2", 0));
        Assert.False(revocations.IsVoid(Guid.Empty, "u-1", 4));
    }

    [Fact]
    public void Learn_MoreThanFit_TokensMadeBeforeTheForgottenAreVoid()
    {
        var revocations = Create(max: 100);

        revocations.Learn([.. Enumerable.Range(1, 110).Select(i => Of($"u-{i}", i))]);

        Assert.True(revocations.IsVoid(Tenant, "u-1", 0));
        Assert.True(revocations.IsVoid(Tenant, "anybody", 9));
        Assert.False(revocations.IsVoid(Tenant, "anybody", 10));
        Assert.True(revocations.IsVoid(Tenant, "u-110", 109));
    }

    [Fact]
    public void Learn_SameUserAgainAndAgain_ForgetsNobodyWrongly()
    {
        var revocations = Create(max: 100);

        revocations.Learn([.. Enumerable.Range(1, 300).Select(i => Of("u-1", i))]);

        Assert.True(revocations.IsVoid(Tenant, "u-1", 299));
        Assert.False(revocations.IsVoid(Tenant, "anybody", 0));
        Assert.Equal(300, revocations.Last);
    }

    [Fact]
    public async Task IsCurrentAsync_JustStarted_WaitsForTheFirstAnswer()
    {
        var revocations = Create();
        var asked = revocations.IsCurrentAsync().AsTask();
        Assert.False(asked.IsCompleted);

        revocations.Heard();

        Assert.True(await asked.WithTimeout());
    }

    [Fact]
    public async Task IsCurrentAsync_NothingHeard_IsFalseAfterAWhile()
    {
        var asked = Create().IsCurrentAsync().AsTask();

        time.Advance(TimeSpan.FromSeconds(3));

        Assert.False(await asked.WithTimeout());
    }

    [Fact]
    public async Task IsCurrentAsync_NothingHeardForLong_IsFalse()
    {
        var revocations = Create();
        revocations.Heard();

        time.Advance(TimeSpan.FromSeconds(61));

        Assert.False(await revocations.IsCurrentAsync());
    }

    private static Revocation Of(string userId, long generation) =>
        new()
        {
            TenantId = Tenant.ToString(),
            UserId = userId,
            Generation = generation,
        };

    private UserRevocations Create(int max = 1000) =>
        new(Options.Create(new UserTokenOptions { MaxRevocations = max }), time);
}
