using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Inference.Speaking;

/// <summary>What is to be said in one reply, and how much of it the present Speak call has been told.</summary>
/// <remarks>
/// Filled by the generation, emptied by the one call that is open; safe for both at once. Text that gathers while a
/// write is under way leaves with the next one. While nobody else follows, text also waits until <see cref="Resume"/>.
/// After a break everything so far goes along with the new begin.
/// </remarks>
internal sealed class SpeakState(SpeakBegin begin)
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new(256);
    private TaskCompletionSource? _changed;
    private Duration? _readerGone;
    private SpeakCommit? _commit;
    private int _told;
    private bool _begun;
    private bool _readerGoneTold;
    private bool _broken;
    private bool _paused;
    private bool _followed;

    /// <summary>The commit left in a call that may have broken before its answer came.</summary>
    public bool CommitMayBeDone { get; private set; }

    /// <summary>More text.</summary>
    public void Append(string text)
    {
        lock (_gate)
        {
            _text.Append(text);
            if (!_paused)
            {
                Changed();
            }
        }
    }

    /// <summary>Somebody else follows: text waits no more.</summary>
    public void Followed()
    {
        lock (_gate)
        {
            (_followed, _paused) = (true, false);
            Changed();
        }
    }

    /// <summary>Text was told that nobody is known to follow: the next one has time. False: somebody follows.</summary>
    public bool Pause()
    {
        lock (_gate)
        {
            return _paused = !_followed;
        }
    }

    /// <summary>What gathered may go.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _paused = false;
            Changed();
        }
    }

    /// <summary>The reply's own reader is gone; see <c>SpeakRequest.reader_gone</c>.</summary>
    public void ReaderGone(TimeSpan grace)
    {
        lock (_gate)
        {
            _readerGone = Duration.FromTimeSpan(grace);
            Changed();
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void Commit(SpeakCommit commit)
    {
        lock (_gate)
        {
            _commit = commit;
            Changed();
        }
    }

    /// <summary>The lease is held with this fence: begin with it after a break.</summary>
    public void Granted(long fence)
    {
        lock (_gate)
        {
            begin.Fence = fence;
        }
    }

    /// <summary>The call broke: the next one begins anew.</summary>
    public void Broken()
    {
        lock (_gate)
        {
            CommitMayBeDone |= _begun && _commit is not null;
            (_broken, _begun, _readerGoneTold) = (true, false, false);
            (_followed, _paused) = (false, false);
        }
    }

    /// <summary>All of the reply, when nothing of it was told yet and it is short enough to go with others; else null.</summary>
    public FinishReply? TakeWhole()
    {
        lock (_gate)
        {
            var fits = _commit is { Text.Length: > 0 and <= MessageAppender.MaxText };
            if (_begun || !fits || begin.Fence == 0)
            {
                return null;
            }
            _begun = true;
            return new FinishReply { Begin = begin, Commit = _commit };
        }
    }

    /// <summary>What to tell next; null: nothing now, wait for <paramref name="changed"/>.</summary>
    public SpeakRequest? Next(out Task changed)
    {
        lock (_gate)
        {
            changed = Task.CompletedTask;
            var readerGone = _readerGone is not null && !_readerGoneTold;
            if (_begun && (_paused || _told == _text.Length) && !readerGone && _commit is null)
            {
                _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
                return null;
            }
            var request = new SpeakRequest { Begin = NextBeginUnsynchronized() };
            if (readerGone)
            {
                (request.ReaderGone, _readerGoneTold) = (_readerGone, true);
            }
            TakeTextUnsynchronized(request);
            return request;
        }
    }

    private SpeakBegin? NextBeginUnsynchronized()
    {
        if (_begun)
        {
            return null;
        }
        _begun = true;
        if (!_broken)
        {
            return begin;
        }
        var again = begin.Clone();
        again.TextSoFar = _text.ToString();
        _told = _text.Length;
        return again;
    }

    /// <summary>The commit carries the whole text, so what was not told yet need not be told any more.</summary>
    private void TakeTextUnsynchronized(SpeakRequest request)
    {
        if (_commit is not null)
        {
            request.Commit = _commit;
        }
        else if (_told < _text.Length)
        {
            request.Delta = new ReplyDelta
            {
                ReplyId = begin.ReplyId,
                Offset = _told,
                Text = _text.ToString(_told, _text.Length - _told),
            };
            _told = _text.Length;
        }
    }

    private void Changed()
    {
        _changed?.TrySetResult();
        _changed = null;
    }
}
