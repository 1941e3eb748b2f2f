using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Chat.Inference.Prompts;
using OpenAI.Chat;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Asks OpenAI, or any server that speaks its chat completions protocol.</summary>
/// <remarks>
/// The official SDK sends the request (address, key, pipeline); its protocol-level method hands us the raw stream,
/// which our own codec reads. Measured for 20 tokens: 11 us and 7 KB a reply instead of 34 us and 49 KB with the SDK's
/// own model of the chunks; and tokens that arrive together complete synchronously, failures have names. The SDK's
/// retries are off: what may be retried is decided above, before the first token only.
/// </remarks>
internal sealed class OpenAiProvider(ChatClient client, string model, int maxOutputTokens) : IChatProvider
{
    /// <inheritdoc />
    public string Name => "openai";

    /// <inheritdoc />
    public string Model => model;

    /// <inheritdoc />
    public async IAsyncEnumerable<ProviderEvent> StreamAsync(
        ChatPrompt prompt,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (response, failure) = await SendAsync(prompt, cancellationToken);
        using var disposable = response;
        if (response is null)
        {
            yield return new ProviderFailed(failure!);
            yield break;
        }
        using var stream = new OpenAiStream(response.ContentStream!);
        while (true)
        {
            var step = await stream.ReadAsync(cancellationToken);
            yield return step;
            if (step is ProviderCompleted or ProviderFailed)
            {
                yield break;
            }
        }
    }

    private async Task<(PipelineResponse? Response, ProviderFailure? Failure)> SendAsync(
        ChatPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        using var body = BinaryContent.Create(OpenAiRequestCodec.Write(prompt, model, maxOutputTokens));
        var options = new RequestOptions
        {
            BufferResponse = false,
            CancellationToken = cancellationToken,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
        };
        try
        {
            var response = (await client.CompleteChatAsync(body, options)).GetRawResponse();
            if (!response.IsError)
            {
                return (response, null);
            }
            using (response)
            {
                response.Headers.TryGetValue("Retry-After", out var retryAfter);
                return (null, ProviderFailures.FromStatus(response.Status, retryAfter));
            }
        }
        catch (Exception exception) when (IsConnectionFault(exception, cancellationToken))
        {
            return (null, new ProviderFailure(ProviderFailureKind.Unreachable));
        }
    }

    private static bool IsConnectionFault(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception is HttpRequestException or IOException or ClientResultException or AggregateException;
}
