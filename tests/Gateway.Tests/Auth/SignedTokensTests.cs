using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Auth;

public sealed class SignedTokensTests
{
    private static readonly SignedToken Token = new()
    {
        TenantId = new Guid("0190a000-0000-7000-8000-000000000001"),
        Subject = "somebody",
        LoginId = new Guid("0190a000-0000-7000-8000-000000000002"),
        Name = "Zoë",
        Email = "zoe@example.com",
        Generation = 7,
        Origin = "https://a.example",
    };

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Read_OwnToken_SaysWhatWasWritten()
    {
        var tokens = Create("a");

        Assert.Equal(Token, await tokens.ReadAsync(tokens.Write(Token, time.GetUtcNow().AddMinutes(1))));
    }

    [Fact]
    public async Task Read_AtItsEnd_IsRefused()
    {
        var tokens = Create("a");
        var text = tokens.Write(Token, time.GetUtcNow().AddMinutes(1));

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await tokens.ReadAsync(text));
    }

    // The kinds' keys differ as well: an audience that was changed on the way is not believed.
    [Fact]
    public async Task Read_TokenOfAnotherKind_IsRefused()
    {
        var text = Create("b").Write(Token, time.GetUtcNow().AddMinutes(1));

        Assert.False(Create("a").IsFor(text));
        Assert.True(Create("b").IsFor(text));
        Assert.Null(await Create("a").ReadAsync(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOnsiYSI6MX19.x")] // {"aud":{"a":1}}
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOlsxLHt9XX0.x")] // {"aud":[1,{}]}
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOjV9.x")] // {"aud":5}
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOiJ4IiwiYXVkIjoiY2hhdC11c2VyIn0.x")] // {"exp":"x",...}
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjFlNDAwLCJhdWQiOiJjaGF0LXVzZXIifQ.x")] // {"exp":1e400,...}
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.W10.x")] // []
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.bnVsbA.x")] // null
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJcdWQ4MDAifQ.x")] // half of a pair
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.__4.x")] // no UTF-8
    [InlineData("W10.eyJhdWQiOiJjaGF0LXVzZXIifQ.x")] // [] as header
    [InlineData("eyJhbGciOjV9.eyJhdWQiOiJjaGF0LXVzZXIifQ.x")] // {"alg":5}
    public async Task ReadAndIsFor_Junk_DoNotThrow(string text)
    {
        var tokens = Create("b");

        Assert.False(tokens.IsFor(text));
        Assert.Null(await tokens.ReadAsync(text));
    }

    private SignedTokens Create(string kind) =>
        new(new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) }, kind, kind, time);
}
