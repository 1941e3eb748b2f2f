using Chat.ServiceDefaults.Tests.Hosts;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Identity;

public sealed class IdentityOptionsTests
{
    [Theory]
    [InlineData("", "Identity:SigningKey is missing")]
    [InlineData("c2hvcnQ=", "at least 32 bytes")]
    [InlineData("not base64!", "at least 32 bytes")]
    public async Task Start_WrongKey_StopsWithWhatToSet(string key, string expected)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestService.StartAsync(configuration: new() { ["Identity:SigningKey"] = key })
        );

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralFaults_NamesAllOfThem()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestService.StartAsync(
                configuration: new() { ["Identity:SigningKey"] = "", ["Identity:Lifetime"] = "1.00:00:00" }
            )
        );

        Assert.Contains("Identity:SigningKey", exception.Message, StringComparison.Ordinal);
        Assert.Contains("IdentityOptions.Lifetime", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Identity:PreviousSigningKeys:0", "c2hvcnQ=", "Identity:PreviousSigningKeys:0 must be base64")]
    [InlineData("Identity:PreviousSigningKeys:0", "", "Identity:PreviousSigningKeys:0 must be base64")]
    [InlineData(
        "Identity:PreviousSigningKeys:5",
        "c2hvcnQ=",
        "Identity:PreviousSigningKeys must have at most 5 entries"
    )]
    [InlineData("Identity:DerivationKey", "not base64!", "Identity:DerivationKey must be base64")]
    public async Task Start_WrongFurtherKey_IsNamed(string setting, string key, string expected)
    {
        var configuration = Enumerable
            .Range(0, 5)
            .ToDictionary(i => $"Identity:PreviousSigningKeys:{i}", _ => (string?)TestService.SigningKey);
        configuration[setting] = key;

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestService.StartAsync(configuration: configuration)
        );

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestService.SigningKey, exception.Message, StringComparison.Ordinal);
    }
}
