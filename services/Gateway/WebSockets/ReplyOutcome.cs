using Chat.Contracts.Inference.V1;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>What a reply's call has told so far of what becomes of it: whether whoever follows the log hears of it.</summary>
internal sealed class ReplyOutcome
{
    /// <summary>Something was said, or is by somebody else: the log has it, or a speaker's end.</summary>
    public bool IsInLog { get; private set; }

    /// <summary>Why there is no answer, where nothing of one is kept; null while that has not been told.</summary>
    public Error? Failure { get; private set; }

    /// <summary>Takes note of what happened.</summary>
    public void Take(ReplyBatch batch)
    {
        foreach (var step in batch.Events)
        {
            switch (step.EventCase)
            {
                case ReplyEvent.EventOneofCase.Accepted:
                    IsInLog = step.Accepted.Follow;
                    break;
                case ReplyEvent.EventOneofCase.Delta:
                case ReplyEvent.EventOneofCase.Done:
                    IsInLog = true;
                    break;
                case ReplyEvent.EventOneofCase.Error when step.Error.MessageKept is null:
                    Failure = ToError(step.Error);
                    break;
                default:
                    break;
            }
        }
    }

    private static Error ToError(ReplyError error) =>
        error.Retryable ? new Unavailable(error.Code, error.Message) : new Conflict(error.Code, error.Message);
}
