using Microsoft.Extensions.Options;

namespace Chat.Sessions.Ratings;

/// <summary>What customers think of conversations.</summary>
internal static class RatingsFeature
{
    public static IHostApplicationBuilder AddRatings(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<RatingOptions>().BindConfiguration(RatingOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<RatingOptions>, RatingOptionsValidator>();
        builder.Services.AddSingleton<RatingStore>();
        builder.Services.AddSingleton<GetRatingHandler>();
        builder.Services.AddSingleton<RateConversationHandler>();
        return builder;
    }

    public static void MapRatings(this WebApplication app)
    {
        app.MapGrpcService<RatingsGrpcService>();
        RatingEndpoints.Map(app);
    }
}
