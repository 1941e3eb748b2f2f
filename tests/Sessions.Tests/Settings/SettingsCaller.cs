using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Settings;

/// <summary>Settings as a caller changes them.</summary>
internal static class SettingsCaller
{
    /// <summary>Changes some fields of a section, whatever its version.</summary>
    public static async Task ChangeSettingsAsync(this Caller caller, string section, object fields)
    {
        var (status, body, _) = await caller.ChangeSettingsAsync(HttpMethod.Patch, section, fields, "*");
        Assert.True(status is HttpStatusCode.OK, body.ToString());
    }

    public static Task<(HttpStatusCode Status, JsonElement Body, string? ETag)> ReadSettingsAsync(
        this Caller caller,
        string section,
        string? ifNoneMatch = null
    ) => caller.ChangeSettingsAsync(HttpMethod.Get, section, null, null, ifNoneMatch);

    public static async Task<(HttpStatusCode Status, JsonElement Body, string? ETag)> ChangeSettingsAsync(
        this Caller caller,
        HttpMethod method,
        string section,
        object? fields,
        string? ifMatch,
        string? ifNoneMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, "/v1/settings/" + section);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        request.Content = fields is null ? null : fields as HttpContent ?? JsonContent.Create(fields);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        using var response = await caller.Instance.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (
            response.StatusCode,
            text.Length == 0 ? default : JsonDocument.Parse(text).RootElement,
            response.Headers.ETag?.ToString()
        );
    }
}
