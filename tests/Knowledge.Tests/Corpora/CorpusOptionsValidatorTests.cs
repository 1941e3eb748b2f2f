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
}
