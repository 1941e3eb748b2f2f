using System.Text;
using System.Text.Json;

namespace Chat.Shape.Bench;

/// <summary>Asks the upstream, and gives its words as they come: those that are there together.</summary>
internal sealed class Upstream(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        }
    );

    public async IAsyncEnumerable<Words> AskAsync(
        string text,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        var messages = new[] { new { role = "user", content = text } };
        var body = new
        {
            model = "canned",
            stream = true,
            messages,
        };
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        using var response = await http.SendAsync(request, cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        var words = new Words();
        while (true)
        {
            var next = lines.ReadLineAsync(cancellationToken);
            if (!next.IsCompleted && words.Words_.Count > 0)
            {
                yield return words;
                words = new Words();
            }

            if (await next is not { } line)
            {
                break;
            }

            if (line.StartsWith("data: {", StringComparison.Ordinal) && WordOf(line) is { Length: > 0 } word)
            {
                words.Words_.Add(word);
            }
        }

        if (words.Words_.Count > 0)
        {
            yield return words;
        }
    }

    public void Dispose() => http.Dispose();

    private static string? WordOf(string line)
    {
        using var chunk = JsonDocument.Parse(line.AsMemory(6));
        var choices = chunk.RootElement.GetProperty("choices");
        return
            choices.GetArrayLength() > 0 && choices[0].GetProperty("delta").TryGetProperty("content", out var content)
            ? content.GetString()
            : null;
    }
}
