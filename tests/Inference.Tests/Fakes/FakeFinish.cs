using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;

namespace Chat.Inference.Fakes;

/// <summary>A finished reply on its way into the store, to be answered by a test.</summary>
internal sealed class FakeFinish(FinishReply request)
{
    private readonly TaskCompletionSource<AppendResult> _result = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public FinishReply Request => request;

    public Task<AppendResult> Result => _result.Task;

    public void Commit() => _result.SetResult(new AppendResult { Committed = Committed(request) });

    public void Refuse(Error error) => _result.SetResult(new AppendResult { Error = error.ToRpcStatus() });

    public static SpeakCommitted Committed(FinishReply request) =>
        new()
        {
            Message = new Message
            {
                Id = request.Begin.ReplyId,
                ConversationId = request.Begin.ConversationId,
                Sequence = 2,
                Text = request.Commit.Text,
                State = request.Commit.State,
                InterruptionReason = request.Commit.InterruptionReason,
                Usage = request.Commit.Usage,
            },
        };
}
