using Chat.Inference.Providers.Local;
using Chat.Inference.Providers.OpenAi;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers;

public sealed class ProvidersFeatureTests
{
    [Fact]
    public void AddProviders_NothingConfigured_IsLocal() => Assert.IsType<LocalProvider>(Provider());

    [Fact]
    public void AddProviders_Variables_WinOverSections()
    {
        var provider = Provider(
            ("Inference:Provider", "local"),
            ("Inference:Model", "a"),
            ("CHAT_PROVIDER", "openai"),
            ("CHAT_MODEL", "b"),
            ("OPENAI_API_KEY", "k")
        );

        Assert.Equal("b", Assert.IsType<OpenAiProvider>(provider).Model);
    }

    [Fact]
    public void AddProviders_OpenAiWithoutModel_TakesTheDefault() =>
        Assert.Equal("gpt-4o-mini", Provider(("CHAT_PROVIDER", "openai"), ("OPENAI_API_KEY", "k")).Model);

    [Fact]
    public void AddProviders_OwnServerWithoutKey_IsFine() =>
        Assert.IsType<OpenAiProvider>(
            Provider(("CHAT_PROVIDER", "openai"), ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1"))
        );

    [Fact]
    public void AddProviders_OpenAiWithoutKey_SaysWhatToSet()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Provider(("CHAT_PROVIDER", "openai")));

        Assert.Contains("OPENAI_API_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddProviders_UnknownProvider_SaysWhichThereAre()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Provider(("CHAT_PROVIDER", "hal9000")));

        Assert.Contains("CHAT_PROVIDER", failure.Message, StringComparison.Ordinal);
    }

    private static IChatProvider Provider(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value))
        );
        builder.AddProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IChatProvider>();
    }
}
