namespace Chat.Knowledge.Corpora;

public sealed class CorpusNoticeTests
{
    [Fact]
    public void TryParse_Payload_GivesTenantAndVersion()
    {
        Assert.True(CorpusNotice.TryParse("00000000-0000-7000-8000-000000000001:42", out var notice));
        Assert.Equal(new CorpusNotice(new Guid("00000000-0000-7000-8000-000000000001"), 42), notice);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("00000000-0000-7000-8000-000000000001")]
    [InlineData("00000000-0000-7000-8000-000000000001:")]
    [InlineData("00000000-0000-7000-8000-000000000001:-1")]
    [InlineData("00000000-0000-7000-8000-000000000001:99999999999999999999")]
    [InlineData("tenant:1")]
    [InlineData("00000000-0000-7000-8000-000000000001:+1")]
    [InlineData("00000000-0000-7000-8000-000000000001: 1")]
    [InlineData("00000000-0000-7000-8000-000000000001:1 ")]
    [InlineData("00000000-0000-7000-8000-000000000001:1:2")]
    [InlineData("00000000-0000-7000-8000-000000000001:1.0")]
    [InlineData("00000000-0000-7000-8000-000000000001:9223372036854775808")]
    public void TryParse_AnythingElse_IsRefused(string payload) => Assert.False(CorpusNotice.TryParse(payload, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void TryParse_AnyVersionThereCanBe_IsRead(string version, long expected)
    {
        Assert.True(CorpusNotice.TryParse($"00000000-0000-7000-8000-000000000001:{version}", out var notice));
        Assert.Equal(expected, notice.Version);
    }
}
