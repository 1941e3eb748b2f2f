using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Chat.Sessions.Tests.Testing;

/// <summary>REST as a caller sees it.</summary>
internal static class Rest
{
    public static Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(this Caller caller, string path) =>
        SendAsync(caller, HttpMethod.Get, path, null, null);

    public static Task<(HttpStatusCode Status, JsonElement Body)> SubmitAsync(
        this Caller caller,
        string path,
        object? body,
        string? idempotencyKey = null
    ) => SendAsync(caller, HttpMethod.Post, path, body, idempotencyKey);

    public static Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(
        this Caller caller,
        string path,
        object? body,
        string? ifMatch = null
    ) => SendAsync(caller, HttpMethod.Put, path, body, null, ifMatch);

    public static Task<(HttpStatusCode Status, JsonElement Body)> PatchAsync(
        this Caller caller,
        string path,
        object? body,
        string? ifMatch = null
    ) => SendAsync(caller, HttpMethod.Patch, path, body, null, ifMatch);

    public static Task<(HttpStatusCode Status, JsonElement Body)> DeleteAsync(this Caller caller, string path) =>
        SendAsync(caller, HttpMethod.Delete, path, null, null);

    /// <summary>A change, only of the version of an ETag if one is given.</summary>
    public static Task<(HttpStatusCode Status, JsonElement Body)> ChangeAsync(
        this Caller caller,
        HttpMethod method,
        string path,
        object body,
        string? ifMatch = null
    ) => SendAsync(caller, method, path, body, null, ifMatch);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        Caller caller,
        HttpMethod method,
        string path,
        object? body,
        string? idempotencyKey,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        request.Content = body is null ? null : JsonContent.Create(body);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await caller.Instance.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
