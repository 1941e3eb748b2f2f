using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Hosting;
using Chat.Testing.Time;
using Chat.Webhooks.Deliveries;
using Chat.Webhooks.Tests.Events;
using Google.Protobuf;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Webhooks.Tests;

/// <summary>The service on real infrastructure, with subscriptions and quick retries.</summary>
internal sealed class WebhooksHost : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly KestrelHost<Program> _host;

    private WebhooksHost(KestrelHost<Program> host) => _host = host;

    public KestrelHost<Program> Kestrel => _host;

    public IServiceProvider Services => _host.Services;

    public static async Task<WebhooksHost> StartAsync(
        string database,
        string broker,
        IReadOnlyList<TestSubscription> subscriptions,
        params (string Key, string Value)[] settings
    )
    {
        var configuration = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:webhooksdb"] = database,
            ["ConnectionStrings:messaging"] = broker,
            // Asking for health before the bus is there logs an error.
            ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
            // The recorder keeps what is logged; the test output stays readable.
            ["Logging:Console:LogLevel:Default"] = "None",
            ["Webhooks:Secrets:EncryptionKey"] = TestVault.Key,
            ["Egress:AllowInsecure"] = "true",
            ["Egress:AllowPrivateNetworks"] = "true",
            ["Webhooks:Dispatch:RetryDelays:0"] = "00:00:00.050",
            ["Webhooks:Dispatch:RetryDelays:1"] = "00:00:00.100",
            ["Webhooks:Dispatch:PollInterval"] = "00:00:00.500",
            ["Webhooks:RefreshInterval"] = "00:00:00.200",
            ["Webhooks:Retention:SweepInterval"] = "00:00:00.200",
        };
        for (var i = 0; i < subscriptions.Count; i++)
        {
            subscriptions[i].AddTo(configuration, i);
        }

        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var host = new WebhooksHost(KestrelHost<Program>.Start(configuration));
        await host.WaitUntilHealthyAsync();
        return host;
    }

    public Task WaitUntilHealthyAsync() =>
        Eventually.TrueAsync(
            async () =>
            {
                using var response = await _host.Http.GetAsync("/health", TestContext.Current.CancellationToken);
                return response.IsSuccessStatusCode;
            },
            TestContext.Current.CancellationToken
        );

    /// <summary>Publishes one batch as the outbox relay of Sessions does.</summary>
    // Async, so that what MassTransit notes in the flow of the call does not outlive it and meet the next host.
    public async Task PublishAsync(params IReadOnlyList<IMessage> messages)
    {
        var batch = new EventBatch();
        batch.Events.Add(
            messages.Select(message => new EventEnvelope
            {
                Type = message.Descriptor.FullName,
                Payload = message.ToByteString(),
                TraceParent = Activity.Current?.Id ?? "",
            })
        );
        await Services.GetRequiredService<IBus>().Publish(batch, TestContext.Current.CancellationToken);
    }

    /// <summary>A client that calls as the tenant's backend does, through the Gateway.</summary>
    public HttpClient Client(Guid? tenant = null, PrincipalKind kind = PrincipalKind.SecretKey)
    {
        var client = new HttpClient { BaseAddress = _host.HttpAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(tenant, kind));
        return client;
    }

    public string Token(Guid? tenant = null, PrincipalKind kind = PrincipalKind.SecretKey) =>
        Services
            .GetRequiredService<IIdentityTokens>()
            .Issue(
                new Principal
                {
                    TenantId = tenant ?? MessagePostedBuilder.Tenant,
                    Subject = "tests",
                    Kind = kind,
                }
            );

    public async Task<DeliveryList> ListAsync(string query = "", Guid? tenant = null)
    {
        using var client = Client(tenant);
        var list = await client.GetFromJsonAsync<DeliveryList>(
            "/v1/webhooks/deliveries" + query,
            TestContext.Current.CancellationToken
        );
        return list!;
    }

    public async Task<DeliveryResource> GetAsync(Guid id)
    {
        using var client = Client();
        var delivery = await client.GetFromJsonAsync<DeliveryResource>(
            $"/v1/webhooks/deliveries/{id}",
            TestContext.Current.CancellationToken
        );
        return delivery!;
    }

    /// <summary>The one delivery of an event, with its attempts, once it is in this state.</summary>
    public async Task<DeliveryResource> WaitForAsync(string eventId, string state)
    {
        DeliveryResource? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var list = await ListAsync("?limit=100");
                found = list.Data.SingleOrDefault(d => d.EventId.ToString() == eventId && d.State == state);
                return found is not null;
            },
            TestContext.Current.CancellationToken
        );
        return await GetAsync(found!.Id);
    }

    /// <summary>Waits until the first attempt of an event's delivery is recorded.</summary>
    public Task WaitForAttemptAsync(string eventId) =>
        Eventually.TrueAsync(
            async () =>
            {
                var list = await ListAsync("?limit=100");
                return list.Data.Any(d => d.EventId.ToString() == eventId && d.AttemptCount > 0);
            },
            TestContext.Current.CancellationToken
        );

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
