using Chat.Knowledge.Analysis;
using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Corpora;

/// <summary>Registers the indexes.</summary>
internal static class CorporaFeature
{
    /// <summary>Adds analysis, cache, loader, listener and what health says about them.</summary>
    public static void AddCorpora(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<CorpusOptions>().BindConfiguration(CorpusOptions.Section);
        services.AddSingleton<IValidateOptions<CorpusOptions>, CorpusOptionsValidator>();
        services.AddSingleton<IValidateOptions<CorpusOptions>, CorpusBoundsValidator>();
        services.AddSingleton<TextAnalyser>();
        services.AddSingleton<CorpusMetrics>();
        services.AddSingleton<CorpusVersions>();
        services.AddSingleton<ICorpusSource, CorpusLoader>();
        services.AddSingleton<CorpusCache>();
        services.AddSingleton<CorpusSearch>();
        services.AddNoticeReader<CorpusNotices>();
        services.Configure<HealthCheckServiceOptions>(WrapDatabaseCheck);
    }

    private static void WrapDatabaseCheck(HealthCheckServiceOptions options)
    {
        var registration = options.Registrations.Single(check => check.Name == "database");
        var database = registration.Factory;
        registration.Factory = provider => new CorpusHealthCheck(
            database(provider),
            provider.GetRequiredService<CorpusCache>()
        );
    }
}
