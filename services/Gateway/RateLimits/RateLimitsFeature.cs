using Chat.ServiceDefaults.Redis;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.RateLimits;

/// <summary>Registration of the rate limit.</summary>
internal static class RateLimitsFeature
{
    public static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        _ = builder.AddServiceRedis("redis");
        _ = builder
            .Services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>()
            .AddSingleton<RateLimitMetrics>()
            .AddSingleton<RedisWindows>()
            .AddSingleton<LocalWindows>()
            .AddSingleton<RateWindows>()
            .AddSingleton<RateLimiter>()
            .AddOptionsWithValidateOnStart<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section);
    }
}
