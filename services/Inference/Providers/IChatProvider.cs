using Chat.Inference.Prompts;

namespace Chat.Inference.Providers;

/// <summary>An AI that answers a prompt as a stream. One instance serves all calls at once.</summary>
/// <remarks>
/// The stream ends with exactly one <see cref="ProviderCompleted"/> or <see cref="ProviderFailed"/>; expected failures
/// (refused, slow, cut off) are events, never exceptions. An answer that wants tools gives its
/// <see cref="ProviderToolCall"/>s and completes with <see cref="StopReason.ToolUse"/>; the next call carries the results
/// in <see cref="ChatPrompt.Rounds"/>. Providers without tools ignore <see cref="ChatPrompt.Tools"/>. A step that needs no waiting completes synchronously: callers
/// send what is ready together. Cancelling the token aborts the request to the provider and ends the enumeration with
/// <see cref="OperationCanceledException"/>.
/// </remarks>
internal interface IChatProvider
{
    /// <summary>What configuration and the usage ledger call it: <c>local</c>, <c>openai</c>, ...</summary>
    string Name { get; }

    /// <summary>The model asked for.</summary>
    string Model { get; }

    /// <summary>Answers one prompt.</summary>
    IAsyncEnumerable<ProviderEvent> StreamAsync(ChatPrompt prompt, CancellationToken cancellationToken);
}
