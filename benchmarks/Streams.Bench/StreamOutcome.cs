namespace Chat.Streams.Bench;

/// <summary>What one stream brought.</summary>
internal sealed record StreamOutcome
{
    /// <summary>Words that came, each behind those before it.</summary>
    public int Words { get; set; }

    /// <summary>Milliseconds from the request to the first word; null: none came.</summary>
    public double? FirstMs { get; set; }

    /// <summary>Milliseconds between each two words, in order.</summary>
    public List<double> Gaps { get; } = [];

    /// <summary>The stream ended with the dialect's end mark.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Why not: status, exception, error frame, or a word out of its place; null: nothing was wrong.</summary>
    public string? Fault { get; set; }
}
