using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.ServiceDefaults.Tests.Identity;

/// <summary>The steps of a rotation: accept the new key, sign with it, drop the old one.</summary>
public sealed class SigningKeyRotationTests
{
    private static readonly Principal Caller = new()
    {
        TenantId = new Guid("0190a000-0000-7000-8000-000000000001"),
        Subject = "somebody",
        Kind = PrincipalKind.Visitor,
    };

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Validate_EitherStepBesideTheNext_BelievesTheOther()
    {
        IdentityTokens[] steps = [Create(1), Create(1, 2), Create(2, 1), Create(2)];

        for (var i = 1; i < steps.Length; i++)
        {
            Assert.True(steps[i].Validate(steps[i - 1].Issue(Caller)).IsSuccess);
            Assert.True(steps[i - 1].Validate(steps[i].Issue(Caller)).IsSuccess);
        }
    }

    [Fact]
    public void Issue_WithPreviousKeys_SignsWithTheCurrentOne()
    {
        var token = Create(2, 1).Issue(Caller);

        Assert.True(Create(2).Validate(token).IsSuccess);
        Assert.False(Create(1).Validate(token).IsSuccess);
    }

    [Fact]
    public void ForSignatures_OfTwoPurposes_AreOtherKeys() =>
        Assert.NotEqual(
            IdentityKeys.ForSignatures(Options(1), "one purpose"),
            IdentityKeys.ForSignatures(Options(1), "another")
        );

    [Fact]
    public void ForIds_WithADerivationKey_OutliveTheSigningKey()
    {
        var rotated = Options(2, 1);
        rotated.DerivationKey = Key(1);

        Assert.Equal(IdentityKeys.ForIds(Options(1), "ids"), IdentityKeys.ForIds(rotated, "ids"));
        Assert.NotEqual(IdentityKeys.ForIds(Options(1), "ids"), IdentityKeys.ForIds(Options(2, 1), "ids"));
    }

    private IdentityTokens Create(byte current, params byte[] previous) =>
        new(
            Microsoft.Extensions.Options.Options.Create(Options(current, previous)),
            new ServiceName("gateway"),
            time,
            NullLogger<IdentityTokens>.Instance
        );

    private static IdentityOptions Options(byte current, params byte[] previous) =>
        new() { SigningKey = Key(current), PreviousSigningKeys = [.. previous.Select(Key)] };

    private static string Key(byte seed) => Convert.ToBase64String([.. Enumerable.Repeat(seed, 32)]);
}
