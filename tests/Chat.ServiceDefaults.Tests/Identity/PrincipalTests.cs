using System.Collections.Frozen;
using Chat.ServiceDefaults.Identity;

namespace Chat.ServiceDefaults.Tests.Identity;

public sealed class PrincipalTests
{
    private static readonly Principal Whole = new()
    {
        TenantId = Guid.Parse("11111111-1111-1111-1111-111111111111"),
        Subject = "someone",
        Kind = PrincipalKind.Agent,
        Scopes = Set("speak", "live"),
        Roles = Set("admin"),
        Service = "gateway",
        DisplayName = "Some One",
    };

    // Tokens are remembered by principal: a difference that did not count would hand one caller's token to another.
    public static TheoryData<Principal> Others =>
        [
            Whole with
            {
                TenantId = Guid.Empty,
            },
            Whole with
            {
                Subject = "Someone",
            },
            Whole with
            {
                Kind = PrincipalKind.User,
            },
            Whole with
            {
                Scopes = Set("speak"),
            },
            Whole with
            {
                Scopes = Set("speak", "LIVE"),
            },
            Whole with
            {
                Roles = Set("agent"),
            },
            Whole with
            {
                Roles = Set(),
            },
            Whole with
            {
                Service = null,
            },
            Whole with
            {
                DisplayName = "",
            },
        ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Equals_AnyPartDiffers_IsFalse(Principal other)
    {
        Assert.NotEqual(Whole, other);
        Assert.NotEqual(other, Whole);
    }

    [Fact]
    public void Equals_SameSetsInOtherOrder_IsTrueWithTheSameHash()
    {
        var same = Whole with { Scopes = new HashSet<string>(["live", "speak"], StringComparer.Ordinal) };

        Assert.Equal(Whole, same);
        Assert.Equal(Whole.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void WithScopes_Some_KeepsThoseItHas()
    {
        var more = Whole.WithScopes("speak", "tools");

        Assert.Equal(["live", "speak", "tools"], more.Scopes.Order(StringComparer.Ordinal));
        Assert.Equal(["live", "speak"], Whole.Scopes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ForService_Any_ActsForNobodyElse()
    {
        var service = Principal.ForService("inference", Guid.Empty, "speak");

        Assert.Equal(
            (PrincipalKind.Service, "inference", "inference"),
            (service.Kind, service.Subject, service.Service)
        );
        Assert.Equal(["speak"], service.Scopes);
        Assert.Empty(service.Roles);
    }

    private static FrozenSet<string> Set(params string[] values) => values.ToFrozenSet(StringComparer.Ordinal);
}
