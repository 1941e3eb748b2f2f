using Chat.Inference.Prompts;
using Chat.Inference.Tools;

namespace Chat.Inference.Fakes;

/// <summary>A tool that does what the test says.</summary>
internal sealed class FakeTool(string name, Func<ToolInvocation, CancellationToken, Task<ToolOutcome>> call) : ITool
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public FakeTool(string name, ToolOutcome outcome)
        : this(name, (_, _) => Task.FromResult(outcome)) { }

    public ToolDefinition Definition { get; } = new(name, "For tests.", """{"type":"object"}"""u8.ToArray());

    public ToolKind Kind { get; init; } = ToolKind.Custom;

    /// <summary>Completes with the first call.</summary>
    public Task Started => _started.Task;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>A tool that waits until it is cancelled.</summary>
    public static FakeTool Hanging(string name) =>
        new(
            name,
            async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ToolOutcome.Success("Never.");
            }
        );

    public Task<ToolOutcome> CallAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        _started.TrySetResult();
        return call(invocation, cancellationToken);
    }
}
