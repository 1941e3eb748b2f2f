using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Webhooks.Egress;

/// <summary>Guarded HTTP to addresses that customers chose.</summary>
internal static class EgressFeature
{
    public static void AddEgress(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<EgressOptions>().BindConfiguration(EgressOptions.Section);
        builder.Services.TryAddSingleton<IHostResolver, DnsHostResolver>();
        builder.Services.TryAddSingleton<EgressHandler>();
    }
}
