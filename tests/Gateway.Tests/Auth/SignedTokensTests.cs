using Chat.Gateway.Auth;
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
    public async Task ReadAndIsFor_Junk_DoNotThrow(string text)
    {
        var tokens = Create("b");

        Assert.False(tokens.IsFor(text));
        Assert.Null(await tokens.ReadAsync(text));
    }

    private SignedTokens Create(string kind) =>
        new(Convert.ToBase64String(new byte[32]), kind, System.Text.Encoding.UTF8.GetBytes(kind), time);
}
