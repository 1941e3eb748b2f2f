using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.IntegrationTests.Suite;

/// <summary>What the unmodified widget does, for one conversation.</summary>
public sealed class ChatCopsClient(ChatSuite suite)
{
    /// <summary>As the shipped widget draws it: a random UUID (version 4).</summary>
    public string Id { get; } = RandomId();

    /// <summary>Opens the stream; the server has taken the message when this returns.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        string message,
        string? messageId,
        bool regenerate,
        CancellationToken cancellationToken
    )
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["conversationId"] = Id,
            ["message"] = message,
        };
        if (messageId is not null)
        {
            fields["messageId"] = messageId;
        }

        if (regenerate)
        {
            fields["regenerate"] = true;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(fields) };
        var response = await suite.Gateway.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        response.EnsureSuccessStatusCode();
        return response;
    }

    /// <summary>Asks and reads the answer to its end.</summary>
    public async Task<string> AskAsync(
        string message,
        CancellationToken cancellationToken,
        string? messageId = null,
        bool regenerate = false
    )
    {
        using var response = await OpenAsync(message, messageId, regenerate, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <summary>The tokens, joined; throws unless the stream ends well.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var frame in FramesAsync(response, cancellationToken))
        {
            if (frame.TryGetProperty("error", out var error))
            {
                throw new IOException($"The answer ended with {error} behind \"{text}\".");
            }

            if (frame.TryGetProperty("done", out _))
            {
                return text.ToString();
            }

            text.Append(frame.GetProperty("content").GetString());
        }

        throw new IOException($"The stream ended without done behind \"{text}\".");
    }

    /// <summary>The frames, one by one, without the end mark.</summary>
    public static async IAsyncEnumerable<JsonElement> FramesAsync(
        HttpResponseMessage response,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseEvent.ReadAsync(body, cancellationToken))
        {
            if (item.Data != "[DONE]")
            {
                yield return item.Json;
            }
        }
    }

    /// <summary>What is stored of the conversation, as the company's server sees it.</summary>
    public async Task<List<JsonElement>> StoredAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/conversations?limit=100");
        request.Headers.Authorization = new("Bearer", ChatSuite.SecretKey);
        using var response = await suite.Gateway.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var page = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var conversation = page.GetProperty("data")
            .EnumerateArray()
            .Single(one => one.GetProperty("externalId").GetString() == $"chatcops:{Id}");
        return await suite.Client.MessagesAsync(
            conversation.GetProperty("id").GetString()!,
            ChatSuite.SecretKey,
            cancellationToken
        );
    }

    private static string RandomId()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
