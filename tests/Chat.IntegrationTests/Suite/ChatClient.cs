using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Chat.IntegrationTests.Suite;

/// <summary>What an integrating developer would write against the public API.</summary>
public sealed class ChatClient(HttpClient http, string key)
{
    /// <summary>Posts one message and reads the whole answer. Throws when no `done` came.</summary>
    public async Task<ChatOutcome> AskAsync(ChatQuestion question, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(question, null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"{(int)response.StatusCode} {problem}", null, response.StatusCode);
        }

        var outcome = new ChatOutcome();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseEvent.ReadAsync(body, cancellationToken))
        {
            outcome.Add(item);
            question.Accepted?.Invoke(outcome);
        }

        return outcome.IsDone ? outcome : throw new IOException($"The stream ended without done: {outcome.Describe()}");
    }

    /// <summary>Opens the stream and leaves reading it to the caller.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        ChatQuestion question,
        string? lastEventId,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", question.VisitorToken ?? key);
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        if (question.IdempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", question.IdempotencyKey);
        }

        var body = JsonSerializer.Serialize(
            new
            {
                message = question.Text,
                conversationId = question.ConversationId,
                clientMessageId = question.ClientMessageId,
                onDisconnect = question.OnDisconnect,
            },
            JsonSerializerOptions.Web
        );
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Stops the reply that is being made. False: it was over.</summary>
    public async Task<bool> StopAsync(ChatOutcome outcome, CancellationToken cancellationToken)
    {
        var path = $"/v1/conversations/{outcome.ConversationId}/replies/{outcome.AnnouncedReplyId}/stop";
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", outcome.VisitorToken);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return answer.GetProperty("stopping").GetBoolean();
    }

    /// <summary>All messages of a conversation, page by page.</summary>
    public async Task<List<JsonElement>> MessagesAsync(
        string conversationId,
        string token,
        CancellationToken cancellationToken
    )
    {
        var messages = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var path =
                $"/v1/conversations/{conversationId}/messages?limit=100{(cursor is null ? "" : $"&cursor={cursor}")}";
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            var page = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            messages.AddRange(page.GetProperty("data").EnumerateArray());
            cursor = page.GetProperty("hasMore").GetBoolean() ? page.GetProperty("nextCursor").GetString() : null;
        } while (cursor is not null);

        return messages;
    }
}
