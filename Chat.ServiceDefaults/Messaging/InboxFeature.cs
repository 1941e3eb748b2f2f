using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Registers the housekeeping of the inbox.</summary>
public static class InboxFeature
{
    /// <summary>
    /// Keeps the table <c>inbox</c> of the service's database small; for every service that has one. Needs
    /// <c>AddServiceDatabase</c>.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <returns>The builder.</returns>
    public static IHostApplicationBuilder AddInboxSweep(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<InboxOptions>().BindConfiguration(InboxOptions.Section);
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<InboxOptions>, InboxOptionsValidator>()
        );
        builder.Services.AddHostedService<InboxSweeper>();
        return builder;
    }
}
