using Chat.AppHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;

// What is generated here once is kept for later runs; Parameters__<name> overrides it.
var random = new GenerateParameterDefault { MinLength = 44, Special = false };
var signingKey = builder.AddParameter("identity-signing-key", random, secret: true, persist: true);
var firstKey = new ValueOf(signingKey.Resource);
var derivationKey = builder.AddParameter("identity-derivation-key", firstKey, secret: true, persist: true);
var webhookKey = builder.AddParameter("webhook-encryption-key", random, secret: true, persist: true);
var publishableKey = builder.AddParameter("publishable-key", new PrefixedKey("pk_test_"), persist: true);
var secretKey = builder.AddParameter("secret-key", new PrefixedKey("sk_test_"), secret: true, persist: true);
var adminPassword = builder.AddParameter("admin-password", new PrefixedKey(""), secret: true, persist: true);
var adminEmail = settings["ADMIN_EMAIL"] ?? "admin@example.com";

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var sessionsDb = postgres.AddDatabase("sessionsdb");
var inferenceDb = postgres.AddDatabase("inferencedb");
var knowledgeDb = postgres.AddDatabase("knowledgedb");
var webhooksDb = postgres.AddDatabase("webhooksdb");
var redis = builder.AddRedis("redis");
var messaging = builder.AddRabbitMQ("messaging").WithDataVolume();

var sessions = builder
    .AddProject<Projects.Sessions>("sessions")
    .WithReference(sessionsDb)
    .WithReference(redis)
    .WithReference(messaging)
    .WithEnvironment("Identity__SigningKey", signingKey)
    .WithEnvironment("Tenants__Default__PublishableKey", publishableKey)
    .WithEnvironment("Tenants__Default__SecretKey", secretKey)
    .WithEnvironment("Agents__Admin__Email", adminEmail)
    .WithEnvironment("Agents__Admin__Password", adminPassword)
    .WithReplicas(settings.GetValue("Replicas:sessions", 1))
    .WithHttpHealthCheck("/health")
    .WaitFor(sessionsDb)
    .WaitFor(redis)
    .WaitFor(messaging);

var knowledge = builder
    .AddProject<Projects.Knowledge>("knowledge")
    .WithReference(knowledgeDb)
    .WithReference(messaging)
    .WithEnvironment("Identity__SigningKey", signingKey)
    .WithReplicas(settings.GetValue("Replicas:knowledge", 1))
    .WithHttpHealthCheck("/health")
    .WaitFor(knowledgeDb)
    .WaitFor(messaging);

var inference = builder
    .AddProject<Projects.Inference>("inference")
    .WithReference(inferenceDb)
    .WithReference(redis)
    .WithReference(messaging)
    .WithReference(sessions)
    .WithReference(knowledge)
    .WithEnvironment("Identity__SigningKey", signingKey)
    .WithReplicas(settings.GetValue("Replicas:inference", 1))
    .WithHttpHealthCheck("/health")
    .WaitFor(inferenceDb)
    .WaitFor(redis)
    .WaitFor(messaging)
    .WaitFor(sessions)
    .WaitFor(knowledge);

// Who answers; without any of them the embedded provider does.
foreach (var name in ProviderVariables.Names)
{
    if (settings[name] is { Length: > 0 } value)
    {
        inference.WithEnvironment(name, value);
    }
}

var webhooks = builder
    .AddProject<Projects.Webhooks>("webhooks")
    .WithReference(webhooksDb)
    .WithReference(messaging)
    .WithEnvironment("Identity__SigningKey", signingKey)
    .WithEnvironment("Webhooks__Secrets__EncryptionKey", webhookKey)
    .WithReplicas(settings.GetValue("Replicas:webhooks", 1))
    .WithHttpHealthCheck("/health")
    .WaitFor(webhooksDb)
    .WaitFor(messaging);

var gateway = builder
    .AddProject<Projects.Gateway>("gateway")
    .WithEndpoint("http", endpoint => endpoint.Port = GatewayPort.Read(settings))
    .WithExternalHttpEndpoints()
    .WithReference(sessions)
    .WithReference(inference)
    .WithReference(knowledge)
    .WithReference(webhooks)
    .WithReference(redis)
    .WithEnvironment("Identity__SigningKey", signingKey)
    .WithEnvironment("Identity__DerivationKey", derivationKey)
    .WithEnvironment("Demo__PublishableKey", publishableKey)
    .WithReplicas(settings.GetValue("Replicas:gateway", 1))
    .WithHttpHealthCheck("/health")
    .WaitFor(sessions)
    .WaitFor(inference)
    .WaitFor(knowledge)
    .WaitFor(webhooks)
    .WaitFor(redis);

ChatFile.GiveTo([sessions, knowledge, inference, webhooks, gateway], settings);
builder.Services.AddHostedService(services => new Welcome(
    services.GetRequiredService<ResourceNotificationService>(),
    gateway.GetEndpoint("http"),
    publishableKey.Resource,
    secretKey.Resource,
    new AdminLogin(adminEmail, adminPassword.Resource),
    settings["ASPNETCORE_URLS"] is { } dashboard ? $"{dashboard}/login?t={settings["AppHost:BrowserToken"]}" : "off"
));

await builder.Build().RunAsync();
