using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
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
/// </remarks>
internal sealed class ReplyGeneration(ITenantProviders providers, ProviderMetrics metrics, ReplyTools tools)
{
    // Quotes passages and calls no tools.
    private static readonly LocalProvider KnowledgeAlone = new();

    /// <summary>Generates one reply.</summary>
    public async Task<GeneratedReply> RunAsync(
        ToolScope scope,
        bool knowledgeOnly,
        ChatPrompt prompt,
        ReplyStream stream,
        IReplyText publisher,
        ReplyControl control
    )
    {
        var provider = knowledgeOnly ? KnowledgeAlone : providers.For(scope.TenantId);
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
                        await HandOnAsync(draft, stream, publisher);
                    }
                    if (await next)
                    {
                        Take(steps.Current, draft, scope.ReplyId, stream, publisher);
                    }
                    if (stream.IsFull)
                    {
                        await HandOnAsync(draft, stream, publisher);
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
            if (!draft.WantsTools || await tools.RunAsync(scope, draft, stream, control) is not { } round)
            {
                return draft.Result();
            }
            prompt = prompt with { Rounds = [.. prompt.Rounds, round] };
        }
    }

    private static ValueTask HandOnAsync(ReplyDraft draft, ReplyStream stream, IReplyText publisher)
    {
        if (draft.Text.Length > 0)
        {
            publisher.Show();
        }
        return stream.FlushAsync();
    }

    private static void Take(
        ProviderEvent step,
        ReplyDraft draft,
        string replyId,
        ReplyStream stream,
        IReplyText publisher
    )
    {
        switch (step)
        {
            case ProviderDelta delta:
                var text = draft.Bounded(delta.Text);
                if (text.Length > 0)
                {
                    var part = new ReplyDelta
                    {
                        ReplyId = replyId,
                        Offset = draft.Text.Length,
                        Text = text,
                    };
                    draft.Append(text);
                    publisher.Append(text);
                    stream.Add(new ReplyEvent { Delta = part });
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
