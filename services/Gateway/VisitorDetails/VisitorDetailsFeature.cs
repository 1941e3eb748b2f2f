using Microsoft.Extensions.Options;

namespace Chat.Gateway.VisitorDetails;

/// <summary>Registration of taking note of visitors' browsers.</summary>
internal static class VisitorDetailsFeature
{
    public static void AddVisitorDetails(this IHostApplicationBuilder builder) =>
        _ = builder
            .Services.AddSingleton<IValidateOptions<VisitorDetailsOptions>, VisitorDetailsOptionsValidator>()
            .AddSingleton<SeenVisitorReader>()
            .AddSingleton<SeenVisitors>()
            .AddHostedService<SeenVisitorsPump>()
            .AddOptionsWithValidateOnStart<VisitorDetailsOptions>()
            .BindConfiguration(VisitorDetailsOptions.Section);
}
