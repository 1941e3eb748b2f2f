using System.Text.Json;

namespace Chat.IntegrationTests.Suite;

/// <summary>One event of a stream, as the browser would see it.</summary>
public sealed record SseEvent(string? Id, string Name, string Data)
{
    /// <summary>The data as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Data).RootElement;

    /// <summary>Reads the events of a response one by one.</summary>
    public static async IAsyncEnumerable<SseEvent> ReadAsync(
        Stream body,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            yield return new SseEvent(item.EventId, item.EventType, item.Data);
        }
    }
}
