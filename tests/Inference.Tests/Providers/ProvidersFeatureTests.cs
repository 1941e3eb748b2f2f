using Chat.Inference.Providers.Recovery;
using Chat.Inference.Providers.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers;

public sealed class ProvidersFeatureTests
{
    private const string Tenant = "00000000-0000-7000-8000-0000000000aa";

    [Fact]
    public void AddProviders_NothingConfigured_IsLocal() => Assert.Equal("local", Asked().Name);

    [Fact]
    public void AddProviders_Variables_WinOverSections()
    {
        var provider = Asked(
            ("Inference:Provider", "local"),
            ("Inference:Model", "a"),
            ("CHAT_PROVIDER", "openai"),
            ("CHAT_MODEL", "b"),
            ("OPENAI_API_KEY", "k")
        );

        Assert.Equal(("openai", "b"), (provider.Name, provider.Model));
    }

    [Theory]
    [InlineData("claude", "ANTHROPIC_API_KEY", "claude-haiku-4-5-20251001")]
    [InlineData("openai", "OPENAI_API_KEY", "gpt-6-luna")]
    [InlineData("gemini", "GEMINI_API_KEY", "gemini-3.5-flash-lite")]
    public void AddProviders_NoModel_TakesTheProvidersDefault(string name, string variable, string model)
    {
        var provider = Asked(("CHAT_PROVIDER", name), (variable, "k"));

        Assert.Equal((name, model), (provider.Name, provider.Model));
    }

    [Fact]
    public void AddProviders_OwnServerWithoutKey_IsFine() =>
        Assert.Equal("openai", Asked(("CHAT_PROVIDER", "openai"), ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")).Name);

    [Theory]
    [InlineData("claude", "ANTHROPIC_API_KEY")]
    [InlineData("openai", "OPENAI_API_KEY")]
    [InlineData("gemini", "GEMINI_API_KEY")]
    public void AddProviders_NoKey_SaysWhatToSet(string name, string variable) =>
        Assert.Contains(variable, FaultOf(("CHAT_PROVIDER", name)), StringComparison.Ordinal);

    [Fact]
    public void AddProviders_UnknownProvider_SaysWhichThereAre() =>
        Assert.Contains("CHAT_PROVIDER", FaultOf(("CHAT_PROVIDER", "hal9000")), StringComparison.Ordinal);

    [Fact]
    public void AddProviders_FallbackWithoutKey_SaysWhatToSet() =>
        Assert.Contains("GEMINI_API_KEY", FaultOf(("CHAT_FALLBACK_PROVIDER", "gemini")), StringComparison.Ordinal);

    [Fact]
    public void AddProviders_SeveralFaultsOfTenants_NamesAll()
    {
        var fault = FaultOf(
            ($"Inference:Tenants:{Tenant}:Provider", "hal9000"),
            ("Inference:Tenants:acme:Provider", "local"),
            ($"Inference:Tenants:{Tenant}:Fallback:Provider", "claude"),
            ($"Inference:Tenants:{Tenant}:Fallback:BaseUrl", "ftp://x"),
            ($"Inference:Tenants:{Tenant}:Fallback:MaxOutputTokens", "0"),
            ($"Inference:Tenants:{Tenant}:Fallback:ReasoningEffort", "Very low")
        );

        Assert.Contains($"Inference:Tenants:{Tenant}:Provider", fault, StringComparison.Ordinal);
        Assert.Contains("Inference:Tenants:acme", fault, StringComparison.Ordinal);
        Assert.Contains("BaseUrl must be an absolute http or https", fault, StringComparison.Ordinal);
        Assert.Contains("MaxOutputTokens", fault, StringComparison.Ordinal);
        Assert.Contains("ReasoningEffort must be one word", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void For_TenantWithItsOwn_GivesItAndOthersTheDefault()
    {
        using var services = Services(
            ($"Inference:Tenants:{Tenant}:Provider", "claude"),
            ($"Inference:Tenants:{Tenant}:Model", "m"),
            ($"Inference:Tenants:{Tenant}:ApiKey", "k")
        );
        var providers = services.GetRequiredService<ITenantProviders>();

        Assert.Equal(("claude", "m"), (providers.For(new Guid(Tenant)).Name, providers.For(new Guid(Tenant)).Model));
        Assert.Equal("local", providers.For(Guid.Empty).Name);
    }

    [Theory]
    [InlineData(null, null, "operator", "https://operator.example/")]
    [InlineData("own", null, "own", null)]
    [InlineData(null, "https://own.example/", null, "https://own.example/")]
    [InlineData("own", "https://own.example/", "own", "https://own.example/")]
    public void Of_Target_NeverMixesAKeyWithAnotherOnesAddress(
        string? key,
        string? url,
        string? usedKey,
        string? usedUrl
    )
    {
        using var services = Services(
            ("ANTHROPIC_API_KEY", "operator"),
            ("ANTHROPIC_BASE_URL", "https://operator.example/")
        );

        var target = services
            .GetRequiredService<ProviderTargets>()
            .Of(
                new TargetOptions
                {
                    Provider = "claude",
                    ApiKey = key ?? "",
                    BaseUrl = url,
                },
                new ProvidersOptions()
            );

        Assert.Equal((usedKey, usedUrl), (target.ApiKey, target.BaseUrl?.ToString()));
    }

    [Theory]
    [InlineData("", "", "", "low")]
    [InlineData("openai", "m", "", "low")]
    [InlineData("openai", "m", "high", "high")]
    [InlineData("openai", "other", "", null)]
    [InlineData("openai", "other", "none", "none")]
    [InlineData("claude", "", "", null)]
    public void Of_Target_TakesTheEffortOfItsModelAlone(string provider, string model, string effort, string? used)
    {
        using var services = Services();
        var defaults = new ProvidersOptions
        {
            Provider = "openai",
            Model = "m",
            ReasoningEffort = "low",
        };

        var target = services
            .GetRequiredService<ProviderTargets>()
            .Of(
                new TargetOptions
                {
                    Provider = provider,
                    Model = model,
                    ReasoningEffort = effort,
                },
                defaults
            );

        Assert.Equal(used, target.ReasoningEffort);
    }

    [Theory]
    [InlineData("", "", "none")]
    [InlineData("", "low", "low")]
    [InlineData("gpt-6-luna", "", "none")]
    [InlineData("another", "", null)]
    public void Default_OpenAi_ThinksNotByItselfWithItsDefaultModel(string model, string effort, string? used)
    {
        using var services = Services();

        var target = services
            .GetRequiredService<ProviderTargets>()
            .Default(
                new ProvidersOptions
                {
                    Provider = "openai",
                    Model = model,
                    ReasoningEffort = effort,
                }
            );

        Assert.Equal(used, target.ReasoningEffort);
    }

    [Fact]
    public void ToString_Target_KeepsItsKeyToItself() =>
        Assert.DoesNotContain(
            "secret",
            new ProviderTarget("claude", "m", "secret", new Uri("https://secret.example"), 1).ToString(),
            StringComparison.Ordinal
        );

    private static string FaultOf(params (string Name, string Value)[] settings) =>
        Assert.Throws<OptionsValidationException>(() => Asked(settings)).Message;

    private static IChatProvider Asked(params (string Name, string Value)[] settings)
    {
        using var services = Services(settings);
        return services.GetRequiredService<ITenantProviders>().For(Guid.Empty);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value))
        );
        builder.AddProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        return builder.Services.BuildServiceProvider();
    }
}
