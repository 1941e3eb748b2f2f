namespace Chat.Sessions.Sla;

/// <summary>How soon customers are to be answered.</summary>
internal static class SlaFeature
{
    public static IHostApplicationBuilder AddSla(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SlaStore>();
        builder.Services.AddSingleton<SlaWatch>();
        builder.Services.AddHostedService<SlaSweep>();
        return builder;
    }
}
