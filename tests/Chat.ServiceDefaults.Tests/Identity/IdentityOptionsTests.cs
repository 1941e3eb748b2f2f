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
}
