using System.ClientModel;
using System.ClientModel.Primitives;
using Chat.Inference.Providers.Local;
using Chat.Inference.Providers.OpenAi;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace Chat.Inference.Providers;

/// <summary>Registers the configured provider.</summary>
internal static class ProvidersFeature
{
    /// <summary>Adds options, provider, time-outs and measurements.</summary>
    public static void AddProviders(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptionsWithValidateOnStart<ProvidersOptions>()
            .BindConfiguration(ProvidersOptions.Section)
            .Configure<IConfiguration>(ApplyVariables);
        services.AddSingleton<IValidateOptions<ProvidersOptions>, ProvidersOptionsValidator>();
        services
            .AddOptionsWithValidateOnStart<OpenAiOptions>()
            .BindConfiguration(OpenAiOptions.Section)
            .Configure<IConfiguration>(ApplyVariables);
        services.AddSingleton<IValidateOptions<OpenAiOptions>, OpenAiOptionsValidator>();
        services.AddSingleton<IValidateOptions<OpenAiOptions>, OpenAiKeyValidator>();
        services.AddSingleton<ProviderWatchdog>();
        services.AddSingleton<ProviderMetrics>();
        services.AddSingleton(CreateProvider);
    }

    private static void ApplyVariables(ProvidersOptions options, IConfiguration variables)
    {
        options.Provider = Given(variables["CHAT_PROVIDER"]) ?? options.Provider;
        options.Model = Given(variables["CHAT_MODEL"]) ?? options.Model;
    }

    private static void ApplyVariables(OpenAiOptions options, IConfiguration variables)
    {
        options.ApiKey = Given(variables["OPENAI_API_KEY"]) ?? options.ApiKey;
        options.BaseUrl = Given(variables["OPENAI_BASE_URL"]) ?? Given(options.BaseUrl);
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static IChatProvider CreateProvider(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ProvidersOptions>>().Value;
        return options.Provider switch
        {
            "openai" => CreateOpenAi(options, services.GetRequiredService<IOptions<OpenAiOptions>>().Value),
            _ => new LocalProvider(),
        };
    }

    /// <summary>Time-outs and retries are ours, so the SDK's are off.</summary>
    internal static OpenAiProvider CreateOpenAi(ProvidersOptions options, OpenAiOptions openAi)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = openAi.MaxConnections,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        var settings = new OpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        if (openAi.BaseUrl is { } baseUrl)
        {
            settings.Endpoint = new Uri(baseUrl);
        }
        var model = options.Model.Length > 0 ? options.Model : OpenAiOptions.DefaultModel;
        // The SDK insists on a key; servers of one's own ignore it.
        var key = new ApiKeyCredential(openAi.ApiKey.Length > 0 ? openAi.ApiKey : "none");
        return new OpenAiProvider(new ChatClient(model, key, settings), model, options.MaxOutputTokens);
    }
}
