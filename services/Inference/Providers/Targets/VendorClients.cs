using System.Collections.Frozen;
using Chat.Inference.Providers.Claude;
using Chat.Inference.Providers.Gathering;
using Chat.Inference.Providers.Gemini;
using Chat.Inference.Providers.Local;
using Chat.Inference.Providers.OpenAi;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Targets;

/// <summary>Makes providers, over one pool of connections for each vendor.</summary>
internal sealed class VendorClients(IOptionsMonitor<VendorOptions> vendors, WordGathering gathering) : IDisposable
{
    private readonly FrozenDictionary<string, HttpClient> _clients = ProviderNames
        .All.Where(name => name != ProviderNames.Local)
        .ToFrozenDictionary(name => name, name => CreateClient(name, vendors.Get(name)));

    /// <summary>The provider that asks a target.</summary>
    public IChatProvider Create(ProviderTarget target) =>
        target.Provider switch
        {
            ProviderNames.Claude => new ClaudeProvider(target, _clients[target.Provider], gathering),
            ProviderNames.OpenAi => new OpenAiProvider(target, _clients[target.Provider], gathering),
            ProviderNames.Gemini => new GeminiProvider(target, _clients[target.Provider], gathering),
            _ => new LocalProvider(),
        };

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static HttpClient CreateClient(string name, VendorOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the key's header to wherever it points.
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = options.MaxConnections,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        return new HttpClient(name == ProviderNames.Claude ? new RefusalHandler(handler) : handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
