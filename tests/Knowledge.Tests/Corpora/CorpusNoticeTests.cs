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
    public void TryParse_AnythingElse_IsRefused(string payload) => Assert.False(CorpusNotice.TryParse(payload, out _));
}
