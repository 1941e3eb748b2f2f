namespace Chat.Knowledge.Corpora;

public sealed class CorpusOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreValid()
    {
        Assert.True(new CorpusOptionsValidator().Validate(null, new CorpusOptions()).Succeeded);
        Assert.True(new CorpusBoundsValidator().Validate(null, new CorpusOptions()).Succeeded);
    }

    [Fact]
    public void Validate_OutOfRange_NamesAllFields()
    {
        var options = new CorpusOptions
        {
            MaxBytes = 1,
            MaxTenantBytes = 1,
            MaxConcurrentLoads = 0,
            VersionCheckInterval = TimeSpan.Zero,
        };

        var result = new CorpusOptionsValidator().Validate(null, options);

        Assert.Equal(4, result.Failures?.Count());
    }

    [Fact]
    public void Validate_TenantMayTakeMoreThanAll_IsRefused()
    {
        var options = new CorpusOptions { MaxBytes = 1 << 20, MaxTenantBytes = 2 << 20 };

        Assert.Contains(
            "MaxTenantBytes",
            new CorpusBoundsValidator().Validate(null, options).FailureMessage,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1L << 20, 1L << 16, 1, 1_000, true)]
    [InlineData(1L << 36, 1L << 36, 64, 3_600_000, true)]
    [InlineData((1L << 20) - 1, 1L << 16, 1, 1_000, false)]
    [InlineData((1L << 36) + 1, 1L << 16, 1, 1_000, false)]
    [InlineData(1L << 20, (1L << 16) - 1, 1, 1_000, false)]
    [InlineData(1L << 20, (1L << 36) + 1, 1, 1_000, false)]
    [InlineData(1L << 20, 1L << 16, 0, 1_000, false)]
    [InlineData(1L << 20, 1L << 16, 65, 1_000, false)]
    [InlineData(1L << 20, 1L << 16, 1, 999, false)]
    [InlineData(1L << 20, 1L << 16, 1, 3_600_001, false)]
    public void Validate_Bounds_AreTakenAndWhatIsBeyondIsNot(
        long maxBytes,
        long maxTenantBytes,
        int loads,
        int checkMilliseconds,
        bool isTaken
    )
    {
        var options = new CorpusOptions
        {
            MaxBytes = maxBytes,
            MaxTenantBytes = maxTenantBytes,
            MaxConcurrentLoads = loads,
            VersionCheckInterval = TimeSpan.FromMilliseconds(checkMilliseconds),
        };

        Assert.Equal(isTaken, new CorpusOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Validate_TenantMayTakeAll_ButNotMore(long more, bool isTaken)
    {
        var options = new CorpusOptions { MaxBytes = 1L << 20, MaxTenantBytes = (1L << 20) + more };

        Assert.Equal(isTaken, new CorpusBoundsValidator().Validate(null, options).Succeeded);
    }
}
