using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Registers options that are read anew.</summary>
public static class LiveOptionsFeature
{
    /// <summary>
    /// Makes options live: whoever asks for <see cref="IOptions{T}"/> gets <see cref="LiveOptions{T}"/>. They are read
    /// with the start, so that no later change can be the first that is seen.
    /// </summary>
    public static void AddLiveOptions<T>(this IServiceCollection services)
        where T : class
    {
        services.AddSingleton<LiveOptions<T>>();
        services.AddSingleton<IOptions<T>>(provider => provider.GetRequiredService<LiveOptions<T>>());
        services.AddHostedService<LiveOptionsStart<T>>();
    }
}
