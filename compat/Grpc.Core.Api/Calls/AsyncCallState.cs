namespace Grpc.Core;

/// <summary>The four questions every call object passes on to the engine that runs the call.</summary>
/// <remarks>
/// With a state object the engine shares static delegates between calls; without one each call has its own closures.
/// </remarks>
internal readonly struct AsyncCallState
{
    private readonly object _responseHeaders;
    private readonly object _status;
    private readonly object _trailers;
    private readonly object _dispose;
    private readonly object? _state;

    // Tells "state is null" from "no state": engines may pass null as their state.
    private readonly bool _hasState;

    internal AsyncCallState(
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction
    )
    {
        _responseHeaders = responseHeadersAsync;
        _status = getStatusFunc;
        _trailers = getTrailersFunc;
        _dispose = disposeAction;
        _state = null;
        _hasState = false;
    }

    internal AsyncCallState(
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state
    )
    {
        _responseHeaders = responseHeadersAsync;
        _status = getStatusFunc;
        _trailers = getTrailersFunc;
        _dispose = disposeAction;
        _state = state;
        _hasState = true;
    }

    internal Task<Metadata> ResponseHeadersAsync() =>
        _hasState ? ((Func<object, Task<Metadata>>)_responseHeaders)(_state!) : (Task<Metadata>)_responseHeaders;

    internal Status GetStatus() => _hasState ? ((Func<object, Status>)_status)(_state!) : ((Func<Status>)_status)();

    internal Metadata GetTrailers() =>
        _hasState ? ((Func<object, Metadata>)_trailers)(_state!) : ((Func<Metadata>)_trailers)();

    internal void Dispose()
    {
        if (_hasState)
        {
            ((Action<object>)_dispose)(_state!);
        }
        else
        {
            ((Action)_dispose)();
        }
    }
}
