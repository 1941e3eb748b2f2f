namespace Chat.Gateway.Sse;

/// <summary>Constants of the event stream format (WHATWG HTML, "Server-sent events") and of our use of it.</summary>
internal static class SseProtocol
{
    /// <summary>Media type of an event stream; always UTF-8.</summary>
    public const string ContentType = "text/event-stream; charset=utf-8";

    /// <summary>Neither caches nor transforming proxies may touch a stream.</summary>
    public const string CacheControl = "no-cache, no-transform";

    /// <summary>nginx buffers answers unless this header says <c>no</c>.</summary>
    public const string AccelBuffering = "X-Accel-Buffering";

    /// <summary>Where a reader stopped: the id of the last event it saw.</summary>
    public const string LastEventId = "Last-Event-ID";

    /// <summary>A comment line: readers ignore it, proxies see a living connection.</summary>
    public static ReadOnlySpan<byte> Heartbeat => ": keep-alive\n\n"u8;
}
