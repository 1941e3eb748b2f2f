using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Chat.Streams.Bench;

/// <summary>One question of a conversation of its own, and the clock beside each frame of its answer.</summary>
internal sealed class WatchedStream(HttpClient http, Uri url, StreamPlan plan)
{
    private readonly StreamOutcome _outcome = new();
    private int _next;

    /// <summary>Asks and reads to the end; expected failures are in the outcome.</summary>
    public async Task<StreamOutcome> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            _outcome.Fault = exception.GetType().Name;
        }
        return _outcome;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = JsonContent.Create(
                new { conversationId = $"bench-{Guid.CreateVersion7()}", message = "How do I return an order?" }
            ),
        };
        var last = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            _outcome.Fault = $"status {(int)response.StatusCode}";
            return;
        }
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var frame in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (frame.Data == "[DONE]")
            {
                _outcome.IsWhole = true;
                return;
            }
            if (!Take(frame.Data, Stopwatch.GetElapsedTime(last).TotalMilliseconds))
            {
                continue;
            }
            last = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>False: it is no word.</summary>
    private bool Take(string data, double waitedMs)
    {
        using var json = JsonDocument.Parse(data);
        if (json.RootElement.TryGetProperty("error", out var error))
        {
            _outcome.Fault ??= $"error frame {error}";
            return false;
        }
        if (!json.RootElement.TryGetProperty("content", out var content))
        {
            return false;
        }
        if (_outcome.FirstMs is null)
        {
            _outcome.FirstMs = waitedMs;
        }
        else
        {
            _outcome.Gaps.Add(waitedMs);
        }
        // One frame may hold several words that the upstream sent together; their order is what counts.
        foreach (var word in content.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Count(word);
        }
        return true;
    }

    private void Count(string word)
    {
        if (
            !word.StartsWith("word", StringComparison.Ordinal)
            || !int.TryParse(word.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < _next
            || number >= plan.Tokens
        )
        {
            _outcome.Fault ??= "a word out of its place";
            return;
        }
        _outcome.Words++;
        _next = number + 1;
    }
}
