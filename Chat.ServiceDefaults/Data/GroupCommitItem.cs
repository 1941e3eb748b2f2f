using Chat.ServiceDefaults.Errors;

namespace Chat.ServiceDefaults.Data;

/// <summary>One waiting item: its value, and the promise of its result.</summary>
internal sealed class GroupCommitItem<TItem, TResult>(TItem value, CancellationToken cancellationToken)
    : TaskCompletionSource<Result<TResult>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public TItem Value => value;

    public bool IsAbandoned => cancellationToken.IsCancellationRequested;
}
