using System.Text;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Inference.Providers.Recovery;

namespace Chat.Inference.Replies;

/// <summary>Second part of a reply: runs the provider and hands each delta on the moment it comes.</summary>
/// <remarks>
/// 1. Deltas that are there without waiting gather in the caller's batch and the publisher's text.
/// 2. Before each wait for the provider the batch is flushed and, if there is text, the publisher told to show it, so
///    that nobody waits for what we have; a reply that is there as a whole costs one write on either side.
/// 3. The end, a failure, or a stop of <see cref="ReplyControl"/> gives the result; only bugs throw.
/// </remarks>
internal sealed class ReplyGeneration(ITenantProviders providers, ProviderMetrics metrics)
{
    /// <summary>Longest text of a message, in UTF-16 units (chat.sessions.v1.Message.text).</summary>
    private const int MaxText = 100_000;

    /// <summary>Generates one reply.</summary>
    public async Task<GeneratedReply> RunAsync(
        Guid tenantId,
        ChatPrompt prompt,
        string replyId,
        ReplyStream stream,
        IReplyText publisher,
        ReplyControl control
    )
    {
        var provider = providers.For(tenantId);
        using var measured = metrics.Start(provider);
        var state = new State(prompt, provider, measured);
        var steps = provider.StreamAsync(prompt, control.Token).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            while (!state.IsOver)
            {
                var next = steps.MoveNextAsync();
                if (!next.IsCompleted)
                {
                    await HandOnAsync(state, stream, publisher);
                }
                if (await next)
                {
                    Take(steps.Current, state, replyId, stream, publisher);
                }
                if (stream.IsFull)
                {
                    await HandOnAsync(state, stream, publisher);
                }
            }
        }
        catch (OperationCanceledException) when (control.Reason is not null)
        {
            state.Interruption = control.Reason;
        }
        finally
        {
            await steps.DisposeAsync();
        }
        var reply = state.Result();
        measured.Finish(reply);
        return reply;
    }

    private static ValueTask HandOnAsync(State state, ReplyStream stream, IReplyText publisher)
    {
        if (state.Text.Length > 0)
        {
            publisher.Show();
        }
        return stream.FlushAsync();
    }

    private static void Take(ProviderEvent step, State state, string replyId, ReplyStream stream, IReplyText publisher)
    {
        switch (step)
        {
            case ProviderDelta delta:
                var text = state.Bounded(delta.Text);
                if (text.Length > 0)
                {
                    var part = new ReplyDelta
                    {
                        ReplyId = replyId,
                        Offset = state.Text.Length,
                        Text = text,
                    };
                    state.Append(text);
                    publisher.Append(text);
                    stream.Add(new ReplyEvent { Delta = part });
                }
                break;
            case ProviderSwitched switched:
                state.Switch(switched);
                break;
            case ProviderUsage usage:
                state.Counted = usage;
                break;
            case ProviderCompleted completed:
                state.Complete(completed);
                break;
            case ProviderFailed failed:
                state.Fail(failed.Failure);
                break;
        }
    }

    private sealed class State(ChatPrompt prompt, IChatProvider provider, MeasuredCall measured)
    {
        private string _provider = provider.Name;
        private string _modelAsked = provider.Model;
        private string? _model;
        private ProviderFailure? _failure;

        public StringBuilder Text { get; } = new(256);

        public bool IsOver { get; private set; }

        public string? Interruption { get; set; }

        public ProviderUsage? Counted { get; set; }

        public void Append(string text)
        {
            if (Text.Length == 0)
            {
                measured.FirstChunk();
            }
            Text.Append(text);
        }

        /// <summary>As much of it as a message can still take; the generation is over when that is not all.</summary>
        public string Bounded(string text)
        {
            var room = MaxText - Text.Length;
            if (text.Length <= room)
            {
                return text;
            }
            (IsOver, Interruption) = (true, InterruptionReasons.TooLong);
            return text[..(room > 0 && char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)];
        }

        public void Switch(ProviderSwitched switched)
        {
            (_provider, _modelAsked) = (switched.Name, switched.Model);
            measured.Switch(switched);
        }

        public void Complete(ProviderCompleted completed)
        {
            (IsOver, _model) = (true, completed.Model);
            Interruption = completed.Reason switch
            {
                StopReason.Length => InterruptionReasons.MaxTokens,
                StopReason.ContentFilter => InterruptionReasons.ContentFilter,
                StopReason.Refusal => InterruptionReasons.Refused,
                _ => null,
            };
        }

        public void Fail(ProviderFailure failure) =>
            (IsOver, _failure, Interruption) = (true, failure, InterruptionReasons.ProviderFailed);

        public GeneratedReply Result()
        {
            var text = Text.ToString();
            return new GeneratedReply
            {
                Text = text,
                Interruption = Interruption,
                Failure = _failure,
                Usage = UsageOf(text),
            };
        }

        private Usage UsageOf(string text) =>
            new()
            {
                Provider = _provider,
                Model = _model ?? _modelAsked,
                InputTokens = Counted?.InputTokens ?? PromptTokens(),
                OutputTokens = Counted?.OutputTokens ?? TokenEstimate.Of(text),
                Estimated = Counted is null,
            };

        private long PromptTokens() =>
            (long)TokenEstimate.Of(prompt.SystemText)
            + TokenEstimate.Of(prompt.Question)
            + prompt.History.Sum(turn => (long)TokenEstimate.Of(turn.Text));
    }
}
