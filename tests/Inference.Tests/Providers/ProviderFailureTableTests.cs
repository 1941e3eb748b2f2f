namespace Chat.Inference.Providers;

public sealed class ProviderFailureTableTests
{
    [Theory]
    [InlineData(ProviderFailureKind.Unreachable, "provider_unreachable", true)]
    [InlineData(ProviderFailureKind.FirstTokenTimeout, "provider_timeout", true)]
    [InlineData(ProviderFailureKind.IdleTimeout, "provider_timeout", true)]
    [InlineData(ProviderFailureKind.RateLimited, "provider_rate_limited", true)]
    [InlineData(ProviderFailureKind.Overloaded, "provider_error", true)]
    [InlineData(ProviderFailureKind.Unauthorized, "provider_unauthorized", false)]
    [InlineData(ProviderFailureKind.Rejected, "provider_rejected", false)]
    [InlineData(ProviderFailureKind.CutOff, "provider_error", true)]
    [InlineData(ProviderFailureKind.Malformed, "provider_error", true)]
    [InlineData(ProviderFailureKind.Empty, "provider_empty", true)]
    [InlineData(ProviderFailureKind.ContentFiltered, "provider_content_filtered", false)]
    [InlineData(ProviderFailureKind.Refused, "provider_refused", false)]
    [InlineData(ProviderFailureKind.CircuitOpen, "provider_unavailable", true)]
    [InlineData(ProviderFailureKind.TooManyToolRounds, "provider_error", true)]
    internal void For_Kind_GivesItsRow(ProviderFailureKind kind, string code, bool retryable)
    {
        var row = ProviderFailureTable.For(kind);

        Assert.Equal((code, retryable), (row.Code, row.Retryable));
        Assert.EndsWith(".", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_EveryKind_HasARow() =>
        Assert.All(Enum.GetValues<ProviderFailureKind>(), kind => Assert.NotNull(ProviderFailureTable.For(kind)));

    [Theory]
    [InlineData(401, ProviderFailureKind.Unauthorized)]
    [InlineData(403, ProviderFailureKind.Unauthorized)]
    [InlineData(404, ProviderFailureKind.Rejected)]
    [InlineData(400, ProviderFailureKind.Rejected)]
    [InlineData(408, ProviderFailureKind.Overloaded)]
    [InlineData(429, ProviderFailureKind.RateLimited)]
    [InlineData(500, ProviderFailureKind.Overloaded)]
    [InlineData(529, ProviderFailureKind.Overloaded)]
    internal void FromStatus_Status_GivesKind(int status, ProviderFailureKind kind) =>
        Assert.Equal(kind, ProviderFailures.FromStatus(status, null).Kind);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT", null)]
    [InlineData(null, null)]
    public void FromStatus_RetryAfter_GivesSeconds(string? header, int? seconds) =>
        Assert.Equal(seconds, (int?)ProviderFailures.FromStatus(429, header).RetryAfter?.TotalSeconds);
}
