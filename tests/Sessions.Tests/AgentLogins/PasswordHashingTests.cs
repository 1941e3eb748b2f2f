using Chat.Sessions.AgentLogins;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.AgentLogins;

public sealed class PasswordHashingTests
{
    private const string Password = "correct horse";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_RightAndWrong_AreTold()
    {
        using var hashing = Create(10_000);
        var hash = (await hashing.HashAsync(Password, Cancelled)).Value;

        Assert.Equal(PasswordVerificationResult.Success, await VerifyAsync(hashing, hash, Password));
        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, hash, Password + " "));
    }

    [Fact]
    public async Task Hash_SamePasswordTwice_IsSalted()
    {
        using var hashing = Create(10_000);

        Assert.NotEqual(
            (await hashing.HashAsync(Password, Cancelled)).Value,
            (await hashing.HashAsync(Password, Cancelled)).Value
        );
    }

    [Fact]
    public async Task Verify_NoHash_FailsWhateverIsSent()
    {
        using var hashing = Create(10_000);

        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, null, Password));
        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, null, Guid.Empty.ToString()));
    }

    [Fact]
    public async Task Verify_HashOfFewerRounds_AsksForANewOne()
    {
        using var before = Create(10_000);
        using var now = Create(11_000);
        var hash = (await before.HashAsync(Password, Cancelled)).Value;

        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, await VerifyAsync(now, hash, Password));
    }

    private static PasswordHashing Create(int iterations) =>
        new(Options.Create(new LoginOptions { HashIterations = iterations }));

    private static async Task<PasswordVerificationResult> VerifyAsync(
        PasswordHashing hashing,
        string? hash,
        string password
    ) => (await hashing.VerifyAsync(hash, password, Cancelled)).Value;
}
