using System.ClientModel;
using System.ClientModel.Primitives;
using Chat.Inference.Prompts;
using Chat.Inference.Providers.Gathering;
using Chat.Inference.Providers.Targets;
using OpenAI;
using OpenAI.Chat;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Asks OpenAI, or any server that speaks its chat completions protocol.</summary>
/// <remarks>
/// The official SDK sends the request (address, key, pipeline); its protocol-level method hands us the raw stream,
/// which our own codec reads. Measured for 20 tokens: 10 us and 13 KB a reply, request included, instead of 32 us
/// and 53 KB with the SDK's own model of the chunks; and tokens that arrive together complete synchronously, failures have names. The SDK's
/// retries are off: what may be retried is decided above, before the first token only.
/// </remarks>
internal sealed class OpenAiProvider(ProviderTarget target, HttpClient http, WordGathering gathering)
    : SseProvider(target.Model, gathering)
{
    private readonly ChatClient _client = CreateClient(target, http);

    /// <inheritdoc />
    public override string Name => ProviderNames.OpenAi;

    /// <inheritdoc />
    protected override async Task<SseResponse> SendAsync(ChatPrompt prompt, CancellationToken cancellationToken)
    {
        using var body = BinaryContent.Create(OpenAiRequestCodec.Write(prompt, target));
        var options = new RequestOptions
        {
            BufferResponse = false,
            CancellationToken = cancellationToken,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
        };
        var response = (await _client.CompleteChatAsync(body, options)).GetRawResponse();
        if (!response.IsError)
        {
            return new SseResponse(response, new OpenAiStream(response.ContentStream!));
        }
        using (response)
        {
            response.Headers.TryGetValue("Retry-After", out var retryAfter);
            var failure = ProviderFailures.FromStatus(response.Status, retryAfter);
            if (failure.Kind is not ProviderFailureKind.Rejected || response.ContentStream is not { } stream)
            {
                return new SseResponse(failure);
            }
            var said = await ProviderFailures.ReadBodyAsync(stream, cancellationToken);
            return new SseResponse(OpenAiErrorCodec.Refine(failure, said.Span));
        }
    }

    /// <inheritdoc />
    protected override bool IsConnectionFault(Exception exception) =>
        base.IsConnectionFault(exception) || exception is ClientResultException or AggregateException;

    /// <summary>Time-outs and retries are ours, so the SDK's are off.</summary>
    private static ChatClient CreateClient(ProviderTarget target, HttpClient http)
    {
        var settings = new OpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        if (target.BaseUrl is not null)
        {
            settings.Endpoint = target.BaseUrl;
        }
        // The SDK insists on a key; servers of one's own ignore it.
        return new ChatClient(target.Model, new ApiKeyCredential(target.ApiKey ?? "none"), settings);
    }
}
