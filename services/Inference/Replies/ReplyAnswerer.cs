using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Passages;
using Chat.Inference.Speaking;
using Chat.Inference.Tools;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Health;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

/// <summary>Answers one message: turn, prompt, generation, persistence.</summary>
/// <remarks>
/// 1. Whoever may end the generation is connected to <see cref="ReplyControl"/>: the caller, the store, the host.
/// 2. If somebody else speaks, wait for the turn; the history is the one of that moment. If the message was answered
///    meanwhile (a retry waited beside its first try), that is the answer.
/// 3. Build the prompt; Knowledge was asked while the message was stored.
/// 4. Generate; deltas leave as they come, and tools run in between.
/// 5. Commit the reply with its usage, which the ledger takes from the message's event. A reply that ended before its
///    first token is committed as an empty one, which becomes no message but gives the lease back: its usage is booked
///    here, as is that of a reply whose commit failed, and what tries cost that came to nothing.
/// </remarks>
internal sealed class ReplyAnswerer(
    ReplyPublishers publishers,
    ReplyPrompts prompts,
    ReplyGeneration generation,
    IReplyBookings bookings,
    IDrainSignal drain,
    TimeProvider timeProvider,
    IOptions<RepliesOptions> options
)
{
    /// <summary>Adds everything from the first delta to the end to the stream.</summary>
    public async Task AnswerAsync(
        Answer answer,
        ReplyRequest request,
        Principal principal,
        Task<FoundPassages> finding,
        ReplyStream stream,
        CancellationToken callerGone
    )
    {
        using var control = new ReplyControl();
        await using var publisher = publishers.Create(answer, principal, control);
        await using var draining = StopWhenDraining(control);
        await using var gone = callerGone.UnsafeRegister(
            _ => OnCallerGone(request.DisconnectGrace?.ToTimeSpan() ?? TimeSpan.Zero, publisher, control),
            null
        );
        await stream.FlushAsync();
        var history = await HistoryAsync(answer, publisher, control);
        if (!history.IsSuccess)
        {
            stream.Add(ReplyEvents.Failed(history.Error.Code, history.Error.Message, retryable: true, kept: null));
            return;
        }
        if (AnswerAmong(history.Value, answer) is { } known)
        {
            _ = await publisher.CommitAsync(new SpeakCommit());
            ReplyEvents.AddRepeated(stream, known);
            return;
        }
        var prompt = prompts.Prepare(
            principal.TenantId,
            request,
            answer.Posted,
            WithoutTheMessage(history.Value, answer),
            await finding
        );
        var scope = new ToolScope(principal.TenantId, answer.Posted.Conversation.Id, answer.ReplyId, request.LeadSource)
        {
            MessageId = answer.Posted.Message.Id,
        };
        var manner = new ReplyManner(answer.Posted.KnowledgeOnly, request.Pace?.Simulation);
        if (manner.Typing is not null)
        {
            // That somebody types is seen before there is any text.
            publisher.Open();
        }
        var output = new ReplyOutput(answer.ReplyId, stream, publisher);
        var generated = await generation.RunAsync(scope, manner, prompt, output, control);
        var citations = ReplyCitations.Of(generated.Text, prompt.Passages);
        ReplyEvents.AddFacts(stream, citations, generated.Usage);
        var committing = publisher.CommitAsync(ToCommit(generated, citations));
        await stream.FlushAsync();
        var committed = await committing;
        stream.Add(End(committed, generated));
        await stream.FlushAsync();
        var onMessage = committed.IsSuccess && committed.Value.Message?.Usage is not null;
        if (!onMessage || generated.FailedTries.Count > 0)
        {
            // Not the caller's token: it is gone as often as not when a reply comes to nothing.
            await bookings.BookAsync(answer, principal, generated, onMessage, CancellationToken.None);
        }
    }

    /// <summary>Gives the turn back; nothing is said.</summary>
    public async Task GiveUpAsync(Answer answer, Principal principal)
    {
        if (answer.Fence == 0)
        {
            return;
        }
        using var control = new ReplyControl();
        await using var publisher = publishers.Create(answer, principal, control);
        // Failing that, the lease runs out by itself.
        _ = await publisher.CommitAsync(new SpeakCommit());
    }

    private async Task<Result<IReadOnlyList<Message>>> HistoryAsync(
        Answer answer,
        ReplyPublisher publisher,
        ReplyControl control
    )
    {
        if (answer.Fence != 0)
        {
            return answer.Posted.History;
        }
        try
        {
            var granted = await publisher.WaitForTurnAsync(options.Value.TurnTimeout, control.Token);
            return granted.Match<Result<IReadOnlyList<Message>>>(turn => turn.History, error => error);
        }
        catch (OperationCanceledException) when (control.Reason is not null)
        {
            return new Conflict("interrupted", "The reply was stopped before its turn came.");
        }
    }

    private static Message? AnswerAmong(IReadOnlyList<Message> history, Answer answer) =>
        answer.Posted.Duplicate && answer.Again != AnswerAgain.Always
            ? history.LastOrDefault(message =>
                message.InReplyTo == answer.Posted.Message.Id
                && (answer.Again == AnswerAgain.Unspecified || message.State == MessageState.Complete)
            )
            : null;

    private static List<Message> WithoutTheMessage(IReadOnlyList<Message> history, Answer answer)
    {
        var asked = answer.Posted.Message.Id;
        return [.. history.Where(message => message.Id != asked && message.InReplyTo != asked)];
    }

    private static void OnCallerGone(TimeSpan grace, ReplyPublisher publisher, ReplyControl control)
    {
        if (grace <= TimeSpan.Zero)
        {
            control.Stop(InterruptionReasons.Cancelled);
        }
        else
        {
            publisher.ReaderGone(grace);
        }
    }

    private DrainStop StopWhenDraining(ReplyControl control) =>
        new(control, timeProvider, options.Value.DrainTimeout, drain.Draining);

    private static SpeakCommit ToCommit(GeneratedReply generated, IReadOnlyList<Citation> citations) =>
        new()
        {
            Text = generated.Text,
            State =
                generated.Interruption is null && generated.Text.Length > 0
                    ? MessageState.Complete
                    : MessageState.Interrupted,
            // A provider that has nothing to say has failed, too.
            InterruptionReason =
                generated.Interruption ?? (generated.Text.Length == 0 ? InterruptionReasons.ProviderFailed : ""),
            Citations = { citations },
            Usage = generated.Usage,
        };

    private static ReplyEvent End(Result<SpeakCommitted> committed, GeneratedReply generated)
    {
        if (committed.IsSuccess)
        {
            return ReplyEvents.End(generated, committed.Value.Message);
        }
        var error = committed.Error;
        return ReplyEvents.Failed(error.Code, error.Message, error is Unavailable, kept: null);
    }
}
