namespace Chat.IntegrationTests.Suite;

/// <summary>One call the fake upstream got.</summary>
public sealed class UpstreamCall(string question)
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last message of the prompt.</summary>
    public string Question { get; } = question;

    /// <summary>Ends when the caller cut the connection.</summary>
    public Task Aborted => _aborted.Task;

    internal void MarkAborted() => _aborted.TrySetResult();
}
