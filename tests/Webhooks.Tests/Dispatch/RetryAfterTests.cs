using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("120", 120)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("Sun, 22 Nov 2026 12:00:00 GMT", 86_400)]
    [InlineData("Sat, 21 Nov 2026 12:00:30 GMT", 30)]
    public void Of_EitherForm_ReturnsTheWait(string value, int expectedSeconds) =>
        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), Read(value));

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("soon")]
    [InlineData("Sat, 21 Nov 2026 12:00:00 GMT")]
    [InlineData("Sat, 21 Nov 2026 11:59:59 GMT")]
    public void Of_NothingToWaitFor_ReturnsNull(string? value) => Assert.Null(Read(value));

    private static TimeSpan? Read(string? value)
    {
        using var response = new HttpResponseMessage();
        if (value is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", value);
        }

        return RetryAfter.Of(response.Headers, Now);
    }
}
