using Chat.Inference.Pacing;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Inference.Providers.Local;
using Chat.Inference.Providers.Recovery;
using Chat.Inference.Tools;

namespace Chat.Inference.Replies;

/// <summary>Second part of a reply: runs the provider and hands each delta on the moment it comes.</summary>
/// <remarks>
/// 1. Deltas that are there without waiting gather in the caller's batch and the publisher's text.
/// 2. Before each wait for the provider the batch is flushed and, if there is text, the publisher told to show it, so
///    that nobody waits for what we have; a reply that is there as a whole costs one write on either side.
/// 3. An answer that ends in tool calls begins the next round: the provider is asked again, with their results.
/// 4. The end, a failure, or a stop of <see cref="ReplyControl"/> gives the result; only bugs throw.
/// 5. A reply that is to be typed is made first: steps 1 and 2 are then the typist's.
/// </remarks>
internal sealed class ReplyGeneration(
    ITenantProviders providers,
    ProviderMetrics metrics,
    ReplyTools tools,
    Typist typist,
    TimeProvider timeProvider
)
{
    // Quotes passages and calls no tools.
    private static readonly LocalProvider KnowledgeAlone = new();

    /// <summary>Generates one reply.</summary>
    public async Task<GeneratedReply> RunAsync(
        ToolScope scope,
        ReplyManner manner,
        ChatPrompt prompt,
        ReplyOutput output,
        ReplyControl control
    )
    {
        if (manner.Typing is not { } person)
        {
            return await MakeAsync(scope, manner, prompt, output, control);
        }
        var began = timeProvider.GetTimestamp();
        var made = await MakeAsync(scope, manner, prompt, output, control);
        return await typist.TypeAsync(made, person, timeProvider.GetElapsedTime(began), output, control);
    }

    private async Task<GeneratedReply> MakeAsync(
        ToolScope scope,
        ReplyManner manner,
        ChatPrompt prompt,
        ReplyOutput output,
        ReplyControl control
    )
    {
        var provider = manner.KnowledgeOnly ? KnowledgeAlone : providers.For(scope.TenantId);
        var said = manner.Typing is null ? output : null;
        var draft = new ReplyDraft(provider);
        while (true)
        {
            using var measured = metrics.Start(provider);
            draft.BeginRound(prompt, measured);
            var steps = provider.StreamAsync(prompt, control.Token).GetAsyncEnumerator(CancellationToken.None);
            try
            {
                while (!draft.IsRoundOver)
                {
                    var next = steps.MoveNextAsync();
                    if (!next.IsCompleted)
                    {
                        await output.HandOnAsync();
                    }
                    if (await next)
                    {
                        Take(steps.Current, draft, said);
                    }
                    if (output.IsFull)
                    {
                        await output.HandOnAsync();
                    }
                }
            }
            catch (OperationCanceledException) when (control.Reason is not null)
            {
                draft.Interruption = control.Reason;
            }
            finally
            {
                await steps.DisposeAsync();
            }
            measured.Finish(draft.EndRound());
            // Here, not behind the tools: the call to the provider is over.
            measured.Dispose();
            if (!draft.WantsTools || await tools.RunAsync(scope, draft, output.Stream, control) is not { } round)
            {
                return draft.Result();
            }
            prompt = prompt with { Rounds = [.. prompt.Rounds, round] };
        }
    }

    private static void Take(ProviderEvent step, ReplyDraft draft, ReplyOutput? output)
    {
        switch (step)
        {
            case ProviderDelta delta:
                var text = draft.Bounded(delta.Text);
                if (text.Length > 0)
                {
                    output?.Say(draft.Text.Length, text);
                    draft.Append(text);
                }
                break;
            case ProviderToolCall wanted:
                draft.Add(wanted.Call);
                break;
            case ProviderSwitched switched:
                draft.Switch(switched);
                break;
            case ProviderTryFailed tried:
                draft.Fail(tried);
                break;
            case ProviderTriedAgain:
                draft.TryAgain();
                break;
            case ProviderUsage usage:
                draft.Counted = usage;
                break;
            case ProviderCompleted completed:
                draft.Complete(completed);
                break;
            case ProviderFailed failed:
                draft.Fail(failed.Failure);
                break;
        }
    }
}
