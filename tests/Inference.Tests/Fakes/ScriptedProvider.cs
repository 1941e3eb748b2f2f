using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;

namespace Chat.Inference.Fakes;

/// <summary>A provider that says what the test tells it, when the test tells it.</summary>
internal sealed class ScriptedProvider : IChatProvider
{
    private readonly Channel<ProviderEvent> _script = Channel.CreateBounded<ProviderEvent>(100_000);
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ChatPrompt> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "scripted";

    public string Model => "model-0";

    /// <summary>Completes when the request is aborted.</summary>
    public Task Aborted => _aborted.Task;

    /// <summary>What it was asked first.</summary>
    public Task<ChatPrompt> Asked => _asked.Task;

    /// <summary>Everything it was asked, in order.</summary>
    public List<ChatPrompt> Prompts { get; } = [];

    public ScriptedProvider Says(params string[] deltas)
    {
        foreach (var delta in deltas)
        {
            _script.Writer.TryWrite(new ProviderDelta(delta));
        }
        return this;
    }

    public ScriptedProvider Then(ProviderEvent next)
    {
        _script.Writer.TryWrite(next);
        return this;
    }

    /// <summary>A round that ends in calls, each without arguments.</summary>
    public ScriptedProvider Calls(params string[] tools)
    {
        foreach (var tool in tools)
        {
            Then(new ProviderToolCall(new ToolCall($"call_{tool}", tool, "{}")));
        }
        return Completes(StopReason.ToolUse);
    }

    public ScriptedProvider Completes(StopReason reason = StopReason.EndOfTurn) =>
        Then(new ProviderCompleted(reason, "model-1"));

    public ScriptedProvider Fails(ProviderFailureKind kind) => Then(new ProviderFailed(new ProviderFailure(kind)));

    public async IAsyncEnumerable<ProviderEvent> StreamAsync(
        ChatPrompt prompt,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        try
        {
            Prompts.Add(prompt);
            _asked.TrySetResult(prompt);
            while (true)
            {
                yield return await _script.Reader.ReadAsync(cancellationToken);
            }
        }
        finally
        {
            // Not in a registration on the token: the read is told first, and its end would undo the registration
            // before that is told.
            if (cancellationToken.IsCancellationRequested)
            {
                _aborted.TrySetResult();
            }
        }
    }
}
