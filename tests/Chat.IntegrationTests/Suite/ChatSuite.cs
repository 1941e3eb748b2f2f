using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Chat.IntegrationTests.Suite.Telemetry;
using Chat.Testing.Time;

namespace Chat.IntegrationTests.Suite;

/// <summary>
/// The whole system as its AppHost starts it, on real Postgres, Redis and RabbitMQ, with an upstream, a webhook
/// receiver and a telemetry receiver of the test's own.
/// </summary>
public abstract class ChatSuite : IAsyncLifetime
{
    private static readonly string[] s_described = ["Inference.", "Knowledge.", "Sessions.", "Webhooks."];
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(8);
    private DistributedApplication? _app;
    private HttpClient? _gateway;

    public const string PublishableKey = "pk_test_0123456789abcdefghijklmnopqrstuv";
    public const string SecretKey = "sk_test_0123456789abcdefghijklmnopqrstuv";

    protected abstract int Replicas { get; }

    public FakeUpstream Upstream { get; private set; } = null!;

    public WebhookReceiver Webhooks { get; private set; } = null!;

    public OtlpReceiver Telemetry { get; private set; } = null!;

    public ChatClient Client { get; private set; } = null!;

    public DistributedApplication App => _app ?? throw new InvalidOperationException("The suite has not been started.");

    public HttpClient Gateway => _gateway ?? throw new InvalidOperationException("The suite has not been started.");

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Upstream = await FakeUpstream.StartAsync(cancellationToken);
        Webhooks = await WebhookReceiver.StartAsync(cancellationToken);
        Telemetry = await OtlpReceiver.StartAsync(cancellationToken);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Chat_AppHost>(
            [
                $"--Replicas:gateway={Replicas}",
                $"--Replicas:sessions={Replicas}",
                $"--Parameters:publishable-key={PublishableKey}",
                $"--Parameters:secret-key={SecretKey}",
                "--CHAT_PROVIDER=openai",
                "--CHAT_MODEL=fake",
                "--OPENAI_API_KEY=test",
                $"--OPENAI_BASE_URL={Upstream.BaseUrl}",
            ],
            cancellationToken
        );
        Configure(builder);
        _app = await builder.BuildAsync(cancellationToken);
        await _app.StartAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_startLimit);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", limit.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("webhooks", limit.Token);
        _gateway = new HttpClient
        {
            BaseAddress = _app.GetEndpoint("gateway", "http"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Client = new ChatClient(_gateway, PublishableKey);
    }

    /// <summary>The API's description, whole: a service that is slow to make its part is asked again.</summary>
    public async Task<JsonElement> DescriptionAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        JsonElement document = default;
        await Eventually.TrueAsync(
            async () =>
            {
                document = await Gateway.GetFromJsonAsync<JsonElement>("/openapi/v1.json", cancellationToken);
                var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().ToList();
                return s_described.All(service =>
                    schemas.Exists(schema => schema.Name.StartsWith(service, StringComparison.Ordinal))
                );
            },
            cancellationToken
        );
        return document;
    }

    public async ValueTask DisposeAsync()
    {
        _gateway?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await Upstream.DisposeAsync();
        await Webhooks.DisposeAsync();
        await Telemetry.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private void Configure(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            var resource = builder.CreateResourceBuilder(project);
            resource.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Telemetry.Endpoint);
            resource.WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            resource.WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "500");
            if (project.Name == "inference")
            {
                // The first search of a cold system: a reply made without its documents tells nothing about a page.
                resource.WithEnvironment("Inference__Knowledge__Timeout", "00:00:10");
            }
            if (project.Name == "webhooks")
            {
                resource.WithEnvironment("Webhooks__Subscriptions__0__Url", Webhooks.Url.ToString());
                resource.WithEnvironment("Webhooks__Subscriptions__0__Secret", Webhooks.Secret);
                resource.WithEnvironment("Webhooks__Subscriptions__0__Events__0", "message.created");
            }
        }
    }
}
