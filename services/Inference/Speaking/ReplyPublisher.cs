using Chat.Contracts.Sessions.V1;
using Chat.Inference.Replies;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Inference.Speaking;

/// <summary>Third part of a reply: speaks it to Sessions, so that it becomes durable and others can follow it.</summary>
/// <remarks>
/// 1. Nothing is opened before there is text for known followers (<see cref="Show"/>), <see cref="ReaderGone"/>,
///    <see cref="CommitAsync"/>, or <see cref="OpenAfter"/> has passed (an open call renews the lease, and hears when
///    somebody stops the reply): a short reply goes with others.
/// 2. A call that breaks is opened again, perhaps at another instance, with the same fence and the text so far, until
///    it works or has not worked for the persist time-out. The fence keeps two speakers apart meanwhile.
/// 3. A commit whose answer was lost may have been done: when the store then says that the lease is gone, the reply is
///    looked for among the messages.
/// One instance per reply; dispose it when the reply is over.
/// </remarks>
internal sealed class ReplyPublisher : IReplyText, ISpeakEvents, IAsyncDisposable
{
    private static readonly TimeSpan OpenAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly Unavailable EndedEarly = new("sessions_unavailable", "Sessions ended the reply's call.");

    private readonly SpeakContext _context;
    private readonly SpeakBegin _begin;
    private readonly SpeakState _state;
    private readonly Principal _speaker;
    private readonly ReplyControl _control;
    private readonly CancellationTokenSource _closing;
    private readonly Lock _gate = new();
    private readonly ITimer _renewal;
    private readonly TaskCompletionSource<Result<SpeakGranted>> _granted = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private Task<Result<SpeakCommitted>>? _running;
    private long _brokenSince;

    /// <summary>Prepares; sends nothing. Speaking is the service's right, so the speaker is the service itself.</summary>
    public ReplyPublisher(SpeakContext context, SpeakBegin begin, Principal speaker, ReplyControl control)
    {
        _context = context;
        _begin = begin;
        _state = new SpeakState(begin);
        _speaker = speaker;
        _control = control;
        _closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.TimeProvider);
        _renewal = context.TimeProvider.CreateTimer(_ => Open(), null, OpenAfter, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public void Append(string text) => _state.Append(text);

    /// <inheritdoc />
    public void Show()
    {
        if (_context.Followed)
        {
            Open();
        }
    }

    /// <summary>Opens the call through which others hear the text, and the store its speaker. Again: nothing.</summary>
    public void Open()
    {
        lock (_gate)
        {
            if (_running is null && !_closing.IsCancellationRequested)
            {
                _running = RunAsync(_closing.Token);
            }
        }
    }

    /// <summary>The reply's own reader is gone: go on only while somebody else follows.</summary>
    public void ReaderGone(TimeSpan grace)
    {
        _state.ReaderGone(grace);
        Open();
    }

    /// <summary>Waits until the present speaker is done.</summary>
    public async Task<Result<SpeakGranted>> WaitForTurnAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        Open();
        try
        {
            return await _granted.Task.WaitAsync(timeout, _context.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new Conflict("conversation_busy", "Another reply is still being spoken in this conversation.");
        }
    }

    /// <summary>Makes the reply durable and gives the lease back; an empty text becomes no message.</summary>
    public async Task<Result<SpeakCommitted>> CommitAsync(SpeakCommit commit)
    {
        _state.Commit(commit);
        Open();
        // Bounds a store that neither answers nor breaks, as well as one that stays away.
        _closing.CancelAfter(2 * _context.PersistTimeout);
        return _running is { } running ? await running : EndedEarly;
    }

    /// <inheritdoc />
    public void OnGranted(SpeakGranted granted)
    {
        Interlocked.Exchange(ref _brokenSince, 0);
        _granted.TrySetResult(granted);
    }

    /// <inheritdoc />
    public void OnStop(string reason) => _control.Stop(reason);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _renewal.DisposeAsync();
        Task running;
        lock (_gate)
        {
            running = _running ?? Task.CompletedTask;
            _closing.Cancel();
        }
        await running;
        _closing.Dispose();
    }

    private async Task<Result<SpeakCommitted>> RunAsync(CancellationToken cancellationToken)
    {
        // Off the caller's lock and thread: opening a connection does work before its first wait.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var pause = FirstPause;
        while (true)
        {
            var outcome = await SpeakOnceAsync(cancellationToken);
            if (outcome.IsSuccess || outcome.Error is not Unavailable || IsTooLate(cancellationToken))
            {
                return await EndAsync(outcome, cancellationToken);
            }
            _context.Log.SpeakBroke(_begin.ReplyId, outcome.Error.Code);
            _state.Broken();
            await Task.Delay(pause, _context.TimeProvider, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<Result<SpeakCommitted>> SpeakOnceAsync(CancellationToken cancellationToken)
    {
        if (_state.TakeWhole() is { } finish)
        {
            return await _context.Messages.FinishAsync(finish, _speaker);
        }
        try
        {
            using var call = _context.Conversations.Speak(GrpcCall.As(_speaker, cancellationToken));
            return
                await SpeakCall.RunAsync(call, _state, this, _context.TimeProvider, cancellationToken) is { } committed
                ? committed
                : EndedEarly;
        }
        catch (RpcException exception)
        {
            return exception.ToError();
        }
        catch (Exception exception)
            when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            // A connection that is cut, or never comes to be, under a read: the engine hands its own exception on,
            // a cancellation among them. Whether it was ours is asked before the next try.
            return EndedEarly;
        }
    }

    private bool IsTooLate(CancellationToken cancellationToken)
    {
        var now = _context.TimeProvider.GetTimestamp();
        var since = Interlocked.CompareExchange(ref _brokenSince, now, 0);
        return cancellationToken.IsCancellationRequested
            || (since != 0 && _context.TimeProvider.GetElapsedTime(since, now) >= _context.PersistTimeout);
    }

    private async Task<Result<SpeakCommitted>> EndAsync(
        Result<SpeakCommitted> outcome,
        CancellationToken cancellationToken
    )
    {
        if (!outcome.IsSuccess && outcome.Error is Conflict && _state.CommitMayBeDone)
        {
            outcome = await FindCommittedAsync(outcome, cancellationToken);
        }
        if (!outcome.IsSuccess)
        {
            _granted.TrySetResult(outcome.Error);
            _control.Stop(InterruptionReasons.LeaseLost);
        }
        return outcome;
    }

    /// <summary>Step 3.</summary>
    private async Task<Result<SpeakCommitted>> FindCommittedAsync(
        Result<SpeakCommitted> outcome,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var request = new ListMessagesRequest
            {
                ConversationId = _begin.ConversationId,
                AfterSequence = _context.PostedSequence,
                Limit = 100,
            };
            ListMessagesResponse page;
            do
            {
                page = await _context.Conversations.ListMessagesAsync(
                    request,
                    GrpcCall.As(_speaker, cancellationToken)
                );
                if (page.Messages.FirstOrDefault(message => message.Id == _begin.ReplyId) is { } found)
                {
                    return new SpeakCommitted { Message = found };
                }
                request.AfterSequence = page.Messages.LastOrDefault()?.Sequence ?? request.AfterSequence;
            } while (page is { HasMore: true, Messages.Count: > 0 });
            return outcome;
        }
        catch (RpcException exception)
        {
            return exception.ToError();
        }
        catch (OperationCanceledException)
        {
            return EndedEarly;
        }
    }
}
