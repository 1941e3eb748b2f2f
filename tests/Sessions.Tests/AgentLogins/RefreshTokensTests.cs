using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentLogins;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.AgentLogins;

public sealed class RefreshTokensTests
{
    private static readonly RefreshToken Token = new(Ids.New(), Ids.New(), 7);

    [Fact]
    public void Read_OwnToken_SaysWhatWasWritten()
    {
        var tokens = Create(1);

        Assert.Equal(Token, tokens.Read(tokens.Write(Token)));
    }

    [Fact]
    public void Write_Twice_IsTheSame()
    {
        Assert.Equal(Create(1).Write(Token), Create(1).Write(Token));
        Assert.NotEqual(Create(1).Write(Token), Create(1).Write(Token with { Generation = 8 }));
    }

    [Fact]
    public void Read_TokenOfAnotherKey_IsRefused() => Assert.Null(Create(1).Read(Create(2).Write(Token)));

    [Fact]
    public void Read_TokenOfAPreviousKey_SaysWhatWasWritten() =>
        Assert.Equal(Token, Create(2, 1).Read(Create(1).Write(Token)));

    [Fact]
    public void Write_WithAPreviousKey_SignsWithTheCurrentOne() =>
        Assert.Equal(Create(2).Write(Token), Create(2, 1).Write(Token));

    [Fact]
    public void Read_AnyChangedCharacter_IsRefused()
    {
        var tokens = Create(1);
        var text = tokens.Write(Token);

        // The last character carries bits that mean nothing.
        for (var at = 0; at < text.Length - 1; at++)
        {
            var forged = text.ToCharArray();
            forged[at] = forged[at] == 'A' ? 'B' : 'A';
            Assert.Null(tokens.Read(new string(forged)));
        }
    }

    [Theory]
    [InlineData('!')]
    [InlineData('+')]
    [InlineData('=')]
    [InlineData(' ')]
    [InlineData('é')]
    public void Read_CharacterThatIsNoBase64Url_IsRefused(char character)
    {
        var text = Create(1).Write(Token);

        for (var at = 0; at < text.Length; at++)
        {
            var forged = text.ToCharArray();
            forged[at] = character;
            Assert.Null(Create(1).Read(new string(forged)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("rt_")]
    [InlineData("rt_not base64url at all")]
    [InlineData("sk_live_0123456789")]
    public void Read_SomethingElse_IsRefused(string text) => Assert.Null(Create(1).Read(text));

    private static RefreshTokens Create(byte seed, params byte[] previous) =>
        new(
            Options.Create(
                new IdentityOptions { SigningKey = Key(seed), PreviousSigningKeys = [.. previous.Select(Key)] }
            )
        );

    private static string Key(byte seed) => Convert.ToBase64String(Enumerable.Repeat(seed, 32).ToArray());
}
