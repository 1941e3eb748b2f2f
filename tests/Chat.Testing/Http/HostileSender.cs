using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Chat.Testing.Http;

/// <summary>Sends hostile requests and says which were answered badly.</summary>
/// <param name="http">Where to.</param>
/// <param name="bearer">What is shown in the Authorization header.</param>
public sealed class HostileSender(HttpClient http, string bearer)
{
    /// <summary>How many were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends all.</summary>
    /// <returns>A line for each whose answer was a failure of the service, or an error without a code.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(
        IEnumerable<HostileRequest> requests,
        CancellationToken cancellationToken
    )
    {
        var failures = new List<string>();
        foreach (var request in requests)
        {
            Sent++;
            if (await SendAsync(request, cancellationToken) is { } fault)
            {
                failures.Add($"{request}: {fault}");
            }
        }
        return failures;
    }

    private async Task<string?> SendAsync(HostileRequest hostile, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(hostile.Method, hostile.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        _ = request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (hostile.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(hostile.Body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.StatusCode >= HttpStatusCode.InternalServerError ? response.StatusCode.ToString()
            : response.IsSuccessStatusCode || HasCode(response, text) ? null
            : $"{response.StatusCode} without a code: {text}";
    }

    private static bool HasCode(HttpResponseMessage response, string text) =>
        response.Content.Headers.ContentType?.MediaType == "application/problem+json"
        && JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() is { Length: > 0 };
}
