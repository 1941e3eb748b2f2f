namespace Chat.Inference.Fakes;

/// <summary>What becomes of the one call of a tool that waits until it is cancelled.</summary>
internal sealed class McpWait
{
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
