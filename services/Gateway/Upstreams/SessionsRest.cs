using System.Net.Http.Headers;
using System.Text.Json;
using Chat.Gateway.Chat;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Upstreams;

/// <summary>The REST resources of Sessions, for those who translate them into other products' forms.</summary>
internal sealed class SessionsRest(HttpClient http, IIdentityTokens tokens)
{
    private static readonly Uri Address = new("http://sessions");
    private static readonly Unavailable Away = new("service_unavailable", "The service cannot be reached. Try again.");

    /// <summary>Asks in somebody's name. An answer without a body is undefined.</summary>
    /// <param name="principal">In whose name.</param>
    /// <param name="method">Method.</param>
    /// <param name="path">Path and query, which must be escaped.</param>
    /// <param name="body">JSON, or null.</param>
    /// <param name="cause">
    /// The request this is done for: addresses in the answer are of the host it came to, and its <c>Idempotency-Key</c>
    /// counts. Null: none.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<JsonElement>> SendAsync(
        Principal principal,
        HttpMethod method,
        string path,
        byte[]? body,
        HttpRequest? cause,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        request.Headers.Authorization = new("Bearer", tokens.Issue(principal));
        if (cause is not null)
        {
            request.Headers.Add("X-Forwarded-Host", cause.Host.Value);
            request.Headers.Add("X-Forwarded-Proto", cause.Scheme);
            if (cause.Headers[IdempotencyKey.Header].ToString() is { Length: > 0 } key)
            {
                request.Headers.Add(IdempotencyKey.Header, key);
            }
        }
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        try
        {
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return await ReadAsync(response, cancellationToken);
        }
        catch (Exception away)
            when (away is HttpRequestException or IOException or JsonException
                || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return Away;
        }
    }

    private static async Task<Result<JsonElement>> ReadAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (response.StatusCode == System.Net.HttpStatusCode.NoContent)
        {
            return default(JsonElement);
        }
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return response.IsSuccessStatusCode
            ? json.RootElement.Clone()
            : ToError((int)response.StatusCode, response.Headers.RetryAfter?.Delta, json.RootElement);
    }

    private static Error ToError(int status, TimeSpan? retryAfter, JsonElement problem)
    {
        var code = TextOf(problem, "code");
        var message = TextOf(problem, "detail");
        return status switch
        {
            StatusCodes.Status400BadRequest => InvalidOf(FaultsOf(problem), code, message),
            StatusCodes.Status403Forbidden => new Forbidden(code, message),
            StatusCodes.Status404NotFound => new NotFound(code, message),
            StatusCodes.Status409Conflict when TextOf(problem, "notice") is { Length: > 0 } notice =>
                new PreconditionFailed(code, message) { Notice = notice },
            StatusCodes.Status409Conflict => new Conflict(code, message),
            StatusCodes.Status412PreconditionFailed => new VersionMismatch(code, message),
            StatusCodes.Status413PayloadTooLarge => new TooLarge(code, message),
            StatusCodes.Status429TooManyRequests => new RateLimited(
                code,
                message,
                retryAfter ?? TimeSpan.FromSeconds(1)
            ),
            StatusCodes.Status503ServiceUnavailable => new Unavailable(code, message) { RetryAfter = retryAfter },
            // Our own identity refused, or a fault of Sessions: neither is the caller's.
            _ => Internal.Unexpected,
        };
    }

    // A sentence that was made of the faults is made again by whoever names the fields otherwise.
    private static Invalid InvalidOf(List<FieldFault> faults, string code, string message)
    {
        var invalid = new Invalid(faults, code);
        return invalid.Detail == message ? invalid : invalid with { Message = message };
    }

    private static List<FieldFault> FaultsOf(JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ?
            [
                .. errors
                    .EnumerateArray()
                    .Select(static fault => new FieldFault(
                        TextOf(fault, "pointer"),
                        TextOf(fault, "code"),
                        TextOf(fault, "detail")
                    )),
            ]
            : [];

    private static string TextOf(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
