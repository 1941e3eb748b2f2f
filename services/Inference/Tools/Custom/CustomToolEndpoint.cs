using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Chat.ServiceDefaults.Egress;

namespace Chat.Inference.Tools.Custom;

/// <summary>Posts calls to the endpoints of custom tools, signed as Standard Webhooks says.</summary>
/// <remarks>
/// Nothing of an endpoint is trusted: addresses inside our own network are not dialled, redirects are refused, an answer
/// has a bound, and each call the runner's time-out.
/// </remarks>
internal sealed class CustomToolEndpoint : IDisposable
{
    private const int MaxConnectionsPerHost = 32;
    private const int MaxAnswerBytes = 256 * 1024;
    private const string UserAgent = "Chat-Tools/1.0";

    private readonly HttpClient _client;
    private readonly TimeProvider _timeProvider;
    private readonly ToolsLog _log;

    /// <summary>One for all tools.</summary>
    public CustomToolEndpoint(EgressHandler handler, TimeProvider timeProvider, ToolsLog log)
    {
        _timeProvider = timeProvider;
        _log = log;
        _client = new HttpClient(handler.Create(MaxConnectionsPerHost))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    /// <summary>Makes one call; the call's id is the request's, so that an endpoint can tell repeats.</summary>
    public async Task<ToolOutcome> CallAsync(
        CustomToolOptions tool,
        ToolInvocation invocation,
        CancellationToken cancellationToken
    )
    {
        using var request = Request(tool, invocation);
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                _log.EndpointAnswered(tool.Name, (int)response.StatusCode);
                return ToolOutcome.Failure($"The tool answered with status {(int)response.StatusCode}.");
            }
            var text = await TextOfAsync(response.Content, cancellationToken);
            return text.Length == 0 ? ToolOutcome.Success("Done.") : new ToolOutcome(text, SaysFailed(text));
        }
        catch (HttpRequestException exception)
        {
            _log.EndpointFailed(tool.Name, exception.HttpRequestError);
            return ToolOutcome.Failure(
                exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                    ? "The tool's answer is too long to be used."
                    : "The tool cannot be reached."
            );
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(CustomToolOptions tool, ToolInvocation invocation)
    {
        // Checked at start.
        WebhookSecret.TryDecode(tool.Secret, out var key);
        var body = Body(tool.Name, invocation);
        var timestamp = _timeProvider.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, tool.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        request.Headers.Add("User-Agent", UserAgent);
        request.Headers.Add(WebhookHeaders.IdHeader, invocation.CallId);
        request.Headers.Add(WebhookHeaders.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookHeaders.SignatureHeader,
            WebhookSignature.Sign(invocation.CallId, timestamp, body, [key])
        );
        return request;
    }

    private static byte[] Body(string tool, ToolInvocation invocation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("tool"u8, tool);
            json.WritePropertyName("arguments"u8);
            invocation.Arguments.WriteTo(json);
            json.WriteString("conversationId"u8, invocation.Scope.ConversationId);
            json.WriteString("callId"u8, invocation.CallId);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static async Task<string> TextOfAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsStringAsync(cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // A charset that nobody here knows ("utf8" is one): the call was done all the same, and must not look as if
            // it could be made again.
            return Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(cancellationToken));
        }
    }

    /// <summary>Answers may be any text; one of the form <c>{"success":false}</c> tells of a failure.</summary>
    private static bool SaysFailed(string text)
    {
        try
        {
            var answer = JsonElement.Parse(text);
            return answer.ValueKind == JsonValueKind.Object
                && answer.TryGetProperty("success", out var success)
                && success.ValueKind == JsonValueKind.False;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
