using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;

namespace Chat.Sessions.Tests.Settings;

public sealed class AnyVersionTests
{
    private int tries;

    [Theory]
    [InlineData(null, 3)]
    [InlineData("*", 3)]
    [InlineData("\"1\"", 1)]
    public async Task ChangeAsync_ChangedMeanwhile_TriesAgainUnlessAVersionIsNamed(string? ifMatch, int expected)
    {
        var changed = await AnyVersion.ChangeAsync(ExpectedVersion.Parse(ifMatch), () => FailAsync(2));

        Assert.Equal(expected, tries);
        Assert.Equal(expected == 3, changed.IsSuccess);
    }

    [Fact]
    public async Task ChangeAsync_AnotherError_IsTheAnswer()
    {
        var changed = await AnyVersion.ChangeAsync<int>(
            null,
            () =>
            {
                tries++;
                return Task.FromResult<Result<int>>(new NotFound("x", "X."));
            }
        );

        Assert.Equal(("x", 1), (changed.Error?.Code, tries));
    }

    [Fact]
    public async Task ChangeAsync_NeverSooner_GivesUp()
    {
        var changed = await AnyVersion.ChangeAsync(null, () => FailAsync(int.MaxValue));

        Assert.IsType<VersionMismatch>(changed.Error);
        Assert.Equal(50, tries);
    }

    private Task<Result<int>> FailAsync(int times) =>
        Task.FromResult<Result<int>>(++tries <= times ? new VersionMismatch() : tries);
}
