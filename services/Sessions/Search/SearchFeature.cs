using Microsoft.Extensions.Options;

namespace Chat.Sessions.Search;

/// <summary>Messages by their words.</summary>
internal static class SearchFeature
{
    public static IHostApplicationBuilder AddSearch(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<SearchOptions>().BindConfiguration(SearchOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<SearchOptions>, SearchOptionsValidator>();
        builder.Services.AddSingleton<SearchStore>();
        builder.Services.AddSingleton<SearchIntake>();
        builder.Services.AddSingleton<SearchMessagesHandler>();
        return builder;
    }

    public static void MapSearch(this WebApplication app) => SearchEndpoints.Map(app);
}
