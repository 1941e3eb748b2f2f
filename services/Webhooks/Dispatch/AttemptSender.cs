using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Chat.ServiceDefaults.Egress;
using Chat.Webhooks.Events;
using Chat.Webhooks.Secrets;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>Signs and sends: one request, one answer, nothing stored and nothing decided.</summary>
internal sealed class AttemptSender : IDisposable
{
    private const int ExcerptBytes = 1024;
    private readonly HttpClient _client;
    private readonly IOptions<DispatchOptions> _options;
    private readonly IOptions<EgressOptions> _egress;
    private readonly SecretVault _vault;
    private readonly TimeProvider _clock;

    public AttemptSender(
        EgressHandler handler,
        IOptions<DispatchOptions> options,
        IOptions<EgressOptions> egress,
        SecretVault vault,
        TimeProvider clock
    )
    {
        _options = options;
        _egress = egress;
        _vault = vault;
        _clock = clock;
        _client = new HttpClient(handler.Create(options.Value.MaxConcurrency))
        {
            // Each attempt has its own, which covers the answer's body too.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Attempts <paramref name="delivery"/>. Every failure but the caller's cancellation is an answer.</summary>
    public async Task<AttemptAnswer> SendAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        // The rules may have become stricter since the subscription was made.
        if (EgressTarget.FaultOf(delivery.Url, _egress.Value) is not null)
        {
            return new AttemptAnswer(null, AttemptFaults.BlockedUrl);
        }

        // Nothing leaves unsigned, and no signature of a rotation is left out: receivers may know the other secret only.
        if (!TryOpenSecrets(delivery, out var secrets))
        {
            return new AttemptAnswer(null, AttemptFaults.SecretUnreadable);
        }

        using var timeout = new CancellationTokenSource(_options.Value.AttemptTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Request(delivery, secrets);
            using var response = await _client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                either.Token
            );
            var excerpt = await ExcerptAsync(response, either.Token);
            return new AttemptAnswer(
                (int)response.StatusCode,
                FaultOf(response),
                excerpt,
                RetryAfter.Of(response.Headers, _clock.GetUtcNow())
            );
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested || !cancellationToken.IsCancellationRequested)
        {
            // Without either token it is the handler's own limit, of connecting.
            return new AttemptAnswer(null, AttemptFaults.Timeout);
        }
        catch (HttpRequestException e)
        {
            return new AttemptAnswer(null, FaultOf(e));
        }
    }

    public void Dispose() => _client.Dispose();

    private bool TryOpenSecrets(ClaimedDelivery delivery, out List<SigningSecret> secrets)
    {
        secrets = new List<SigningSecret>(delivery.SealedSecrets.Length);
        foreach (var value in delivery.SealedSecrets)
        {
            if (!_vault.TryOpen(delivery.SubscriptionId, value, out var secret))
            {
                return false;
            }

            secrets.Add(new SigningSecret(secret));
        }

        return secrets.Count > 0;
    }

    private HttpRequestMessage Request(ClaimedDelivery delivery, List<SigningSecret> secrets)
    {
        var id = delivery.EventId.ToString();
        // Of this attempt, not of the event: receivers refuse old ones.
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url)
        {
            Content = new ByteArrayContent(delivery.Body)
            {
                Headers = { { "Content-Type", WebhookProtocol.ContentType } },
            },
        };
        request.Headers.Add("User-Agent", WebhookProtocol.UserAgent);
        request.Headers.Add(WebhookHeaders.IdHeader, id);
        request.Headers.Add(WebhookHeaders.TimestampHeader, timestamp.ToString());
        request.Headers.Add(
            WebhookHeaders.SignatureHeader,
            WebhookSignature.Sign(id, timestamp, delivery.Body, secrets.ConvertAll(secret => secret.StandardKey))
        );
        if (WebhookFormats.Of(delivery.EventType) is WebhookFormat.ChatCops)
        {
            AddChatCopsSignatures(request.Headers, delivery.Body, secrets);
        }

        if (Activity.Current is null && delivery.TraceParent is { } parent)
        {
            // With a current activity HttpClient adds the header; without, the trace goes through us unrecorded.
            request.Headers.TryAddWithoutValidation("traceparent", parent);
        }

        return request;
    }

    // A receiver that knows nothing of rotations compares one header with one signature, so each header has its own.
    private static void AddChatCopsSignatures(HttpRequestHeaders headers, byte[] body, List<SigningSecret> secrets)
    {
        headers.Add(WebhookProtocol.ChatCopsHeader, ChatCopsSignature.Sign(body, secrets[0]));
        if (secrets.Count > 1)
        {
            var previous = secrets.Skip(1).Select(secret => ChatCopsSignature.Sign(body, secret));
            headers.Add(WebhookProtocol.ChatCopsPreviousHeader, string.Join(',', previous));
        }
    }

    private static string? FaultOf(HttpResponseMessage response) =>
        response switch
        {
            { IsSuccessStatusCode: true } => null,
            { StatusCode: HttpStatusCode.Gone } => AttemptFaults.Gone,
            { StatusCode: >= (HttpStatusCode)300 and < (HttpStatusCode)400 } => AttemptFaults.Redirect,
            _ => AttemptFaults.Status,
        };

    private static string FaultOf(HttpRequestException exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is EgressBlockedException)
            {
                return AttemptFaults.BlockedAddress;
            }
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => AttemptFaults.Dns,
            HttpRequestError.ConnectionError => AttemptFaults.Refused,
            HttpRequestError.SecureConnectionError => AttemptFaults.Tls,
            _ => AttemptFaults.Network,
        };
    }

    // The status has decided by now: an answer that breaks off or stalls here is only an answer without an excerpt.
    private static async Task<string?> ExcerptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[ExcerptBytes];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception e)
            when (e is IOException or HttpRequestException
                || (e is OperationCanceledException && cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }

        // Postgres stores no NUL.
        return length == 0 ? null : Encoding.UTF8.GetString(buffer, 0, length).Replace('\0', '\uFFFD');
    }
}
