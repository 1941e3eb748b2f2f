using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults.Egress;

/// <summary>Guarded HTTP to addresses that customers chose.</summary>
public static class EgressFeature
{
    /// <summary>Adds options, resolver and handlers.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddEgress(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptionsWithValidateOnStart<EgressOptions>().BindConfiguration(EgressOptions.Section);
        builder.Services.TryAddSingleton<IHostResolver, DnsHostResolver>();
        builder.Services.TryAddSingleton<EgressHandler>();
    }
}
