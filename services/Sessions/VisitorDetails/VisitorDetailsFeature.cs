using Microsoft.Extensions.Options;

namespace Chat.Sessions.VisitorDetails;

/// <summary>What is kept of visitors' browsers, and shown to agents.</summary>
internal static class VisitorDetailsFeature
{
    public static IHostApplicationBuilder AddVisitorDetails(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<DetailsOptions>().BindConfiguration(DetailsOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<DetailsOptions>, DetailsOptionsValidator>();
        builder.Services.AddSingleton<DetailsStore>();
        builder.Services.AddSingleton<CollectHandler>();
        builder.Services.AddSingleton<GetVisitorCardHandler>();
        builder.Services.AddHostedService<DetailsSweeper>();
        return builder;
    }

    public static void MapVisitorDetails(this WebApplication app) => VisitorCardEndpoints.Map(app);
}
