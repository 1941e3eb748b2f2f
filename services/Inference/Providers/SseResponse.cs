namespace Chat.Inference.Providers;

/// <summary>What came of asking a vendor: an answer to read, or the failure to get one.</summary>
internal sealed class SseResponse : IDisposable
{
    private readonly IDisposable? _connection;

    /// <summary>An answer that begins.</summary>
    /// <param name="connection">What to let go of when the answer is no longer wanted; aborts it if it still runs.</param>
    public SseResponse(IDisposable connection, SseAnswer answer) => (_connection, Answer) = (connection, answer);

    /// <summary>No answer.</summary>
    public SseResponse(ProviderFailure failure) => Failure = failure;

    /// <summary>No answer.</summary>
    public SseResponse(ProviderFailureKind kind)
        : this(new ProviderFailure(kind)) { }

    /// <summary>The answer; null: see <see cref="Failure"/>.</summary>
    public SseAnswer? Answer { get; }

    /// <summary>Why there is no answer.</summary>
    public ProviderFailure? Failure { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Answer?.Dispose();
        _connection?.Dispose();
    }
}
