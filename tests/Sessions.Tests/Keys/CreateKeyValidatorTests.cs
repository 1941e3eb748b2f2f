using Chat.Sessions.Keys;
using Chat.Sessions.Tenants;

namespace Chat.Sessions.Tests.Keys;

public sealed class CreateKeyValidatorTests
{
    private static readonly CreateKey Valid = new()
    {
        TenantId = Guid.Empty,
        Kind = KeyKind.Publishable,
        Name = "Shop",
        AllowedOrigins = ["https://shop.example"],
        IdempotencyKey = null,
    };

    [Theory]
    [InlineData("*")]
    [InlineData("https://shop.example")]
    [InlineData("http://localhost:5173")]
    [InlineData("https://SHOP.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://[::1]:8080")]
    public void Validate_OriginAsABrowserSendsIt_IsTaken(string origin) =>
        Assert.Empty(Faults(Valid with { AllowedOrigins = [origin] }));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("shop.example")]
    [InlineData("//shop.example")]
    [InlineData("https://shop.example/")]
    [InlineData("https://shop.example/path")]
    [InlineData("https://shop.example?x")]
    [InlineData("https://shop.example#x")]
    [InlineData("https://user:pass@shop.example")]
    [InlineData("https://*.shop.example")]
    [InlineData(" https://shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("**")]
    public void Validate_NoOrigin_IsNamed(string origin) =>
        Assert.Equal(["/allowedOrigins/1"], Faults(Valid with { AllowedOrigins = ["*", origin] }));

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Validate_Origins_AreBounded(int count, bool refused) =>
        AssertFault(
            refused ? "/allowedOrigins" : null,
            Valid with
            {
                AllowedOrigins = [.. Enumerable.Repeat("*", count)],
            }
        );

    [Fact]
    public void Validate_SecretKeyWithOrigins_IsRefused() =>
        Assert.Equal(["/allowedOrigins"], Faults(Valid with { Kind = KeyKind.Secret }));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(200, false)]
    [InlineData(201, true)]
    public void Validate_NameLength_IsBounded(int length, bool refused) =>
        AssertFault(refused ? "/name" : null, Valid with { Name = new string('n', length) });

    [Fact]
    public void Validate_NameWithZero_IsRefused() => Assert.Equal(["/name"], Faults(Valid with { Name = "a\0b" }));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(255, false)]
    [InlineData(256, true)]
    public void Validate_IdempotencyKey_IsBounded(int length, bool refused) =>
        AssertFault(refused ? "/Idempotency-Key" : null, Valid with { IdempotencyKey = new string('k', length) });

    [Fact]
    public void Validate_TooManyOrigins_SaysThatAlone() =>
        Assert.Equal(
            ["/allowedOrigins"],
            Faults(Valid with { AllowedOrigins = [.. Enumerable.Repeat("not an origin", 101)] })
        );

    [Fact]
    public void Validate_UnknownKind_IsNamed() => Assert.Contains("/kind", Faults(Valid with { Kind = (KeyKind)9 }));

    [Fact]
    public void Validate_EverythingWrong_NamesAll()
    {
        var faults = Faults(
            new CreateKey
            {
                TenantId = Guid.Empty,
                Kind = default,
                Name = "",
                AllowedOrigins = ["x", "y"],
                IdempotencyKey = "",
            }
        );

        Assert.Equal(["/kind", "/name", "/Idempotency-Key", "/allowedOrigins/0", "/allowedOrigins/1"], faults);
    }

    private static IEnumerable<string> Faults(CreateKey request) =>
        CreateKeyValidator.Validate(request)?.Faults.Select(fault => fault.Pointer) ?? [];

    private static void AssertFault(string? pointer, CreateKey request) =>
        Assert.Equal(pointer, Faults(request).SingleOrDefault());
}
