using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Inference.Tools;
using Chat.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

/// <summary>Between two rounds of a reply: has the tools run that the model called, and tells the caller.</summary>
internal sealed class ReplyTools(ToolRunner runner, IOptions<ToolsOptions> options)
{
    private const int MaxName = 64;

    /// <summary>Runs one round.</summary>
    /// <returns>The round for the next prompt; null: the reply is over, and the draft says why.</returns>
    public async Task<ToolRound?> RunAsync(ToolScope scope, ReplyDraft draft, ReplyStream stream, ReplyControl control)
    {
        if (draft.Round > options.Value.MaxRounds)
        {
            draft.Fail(new ProviderFailure(ProviderFailureKind.TooManyToolRounds));
            return null;
        }
        var calls = draft.Calls;
        for (var place = 0; place < calls.Count; place++)
        {
            stream.Add(ReplyEvents.ToolStarted(CallId(draft, place), Shown(calls[place])));
        }
        await stream.FlushAsync();
        var exchanges = new ToolExchange[calls.Count];
        try
        {
            await foreach (var ended in runner.RunAsync(scope, draft.Round, calls, control.Token))
            {
                var (place, outcome) = ended;
                exchanges[place] = new ToolExchange(calls[place], outcome.Result, outcome.Failed);
                stream.Add(ReplyEvents.ToolFinished(CallId(draft, place), Shown(calls[place]), ok: !outcome.Failed));
                if (outcome.Lead is not null)
                {
                    stream.Add(ReplyEvents.LeadCaptured(outcome.Lead));
                }
                await stream.FlushAsync();
            }
        }
        catch (OperationCanceledException) when (control.Reason is not null)
        {
            draft.Interruption = control.Reason;
            return null;
        }
        return new ToolRound(draft.RoundText, exchanges);
    }

    private static string CallId(ReplyDraft draft, int place) => ToolScope.CallId(draft.Round, place);

    private static string Shown(ToolCall call) => BoundedText.Cut(call.Name, MaxName);
}
