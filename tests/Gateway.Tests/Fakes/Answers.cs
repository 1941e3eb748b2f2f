using System.Text;
using System.Text.Json;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Requests and answers in few words.</summary>
internal static class Answers
{
    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return document.RootElement.Clone();
    }

    public static async Task<string> CodeAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await JsonAsync(response, cancellationToken)).GetProperty("code").GetString()!;
}
