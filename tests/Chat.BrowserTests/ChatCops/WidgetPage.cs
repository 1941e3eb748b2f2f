using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.BrowserTests.ChatCops;

/// <summary>
/// A shop's page on an origin of its own, with a client that asks as the shipped ChatCops widget does: one POST with a
/// JSON body, no credentials, a limit for the whole request, and of the answer only lines that begin with <c>data: </c>.
/// </summary>
internal sealed class WidgetPage : IAsyncDisposable
{
    private const string Html = """
        <!doctype html><meta charset="utf-8"><title>Shop</title><script>
        window.ask = async (apiUrl, body, limitMs = 30000) => {
          const outcome = { content: '', leads: [], done: false, error: null };
          const controller = new AbortController();
          const limit = setTimeout(() => controller.abort(), limitMs);
          try {
            const response = await fetch(apiUrl, {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify(body),
              signal: controller.signal,
            });
            if (!response.ok) {
              outcome.error = response.status === 429 ? 'rate_limit' : 'generic';
              outcome.details = await response.json();
              return outcome;
            }
            const reader = response.body.getReader();
            const decoder = new TextDecoder();
            let buffer = '';
            while (true) {
              const { done, value } = await reader.read();
              if (done) return outcome;
              buffer += decoder.decode(value, { stream: true });
              const lines = buffer.split('\n');
              buffer = lines.pop();
              for (const line of lines) {
                if (!line.startsWith('data: ')) continue;
                const data = line.slice(6);
                if (data === '[DONE]') return outcome;
                let event;
                try { event = JSON.parse(data); } catch { continue; }
                if (event.error) { outcome.error = event.error; return outcome; }
                if (event.leadCaptured) outcome.leads.push(event.leadData);
                if (event.content) { outcome.content += event.content; window.shown = outcome.content; }
                if (event.done) { outcome.done = true; return outcome; }
              }
            }
          } catch (error) {
            outcome.error = error.name === 'AbortError' ? 'timeout' : 'network';
            return outcome;
          } finally {
            clearTimeout(limit);
          }
        };
        </script>
        """;

    private readonly WebApplication host;

    private WidgetPage(WebApplication host) => this.host = host;

    /// <summary>Where it is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What a browser sends as <c>Origin</c>.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    public static async Task<WidgetPage> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(Html, "text/html"));
        await app.StartAsync(cancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new WidgetPage(app) { Address = new Uri(addresses.Addresses.Single()) };
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
