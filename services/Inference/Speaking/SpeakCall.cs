using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Inference.Speaking;

/// <summary>Runs one Speak call: writes what the state has to tell, and reads what the store tells.</summary>
internal static class SpeakCall
{
    /// <summary>As chat.sessions.v1.SpeakFollowed says.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs until the reply is committed.</summary>
    /// <returns>Null: the store ended the call without committing.</returns>
    /// <exception cref="RpcException">The call broke.</exception>
    public static async Task<SpeakCommitted?> RunAsync(
        AsyncDuplexStreamingCall<SpeakRequest, SpeakResponse> call,
        SpeakState state,
        ISpeakEvents events,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        var reading = ReadAsync(call.ResponseStream, state, events, cancellationToken);
        await using var resuming = timeProvider.CreateTimer(
            static state => ((SpeakState)state!).Resume(),
            state,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            await WriteAsync(call.RequestStream, state, resuming, reading);
        }
        catch (Exception exception)
            when (exception is RpcException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // The call is over; which of them the engine throws depends on where the write was. The reading side
            // knows how it ended.
        }
        return await reading;
    }

    private static async Task WriteAsync(
        IClientStreamWriter<SpeakRequest> requests,
        SpeakState state,
        ITimer resuming,
        Task<SpeakCommitted?> reading
    )
    {
        while (!reading.IsCompleted)
        {
            if (state.Next(out var changed) is not { } request)
            {
                await Task.WhenAny(changed, reading);
                continue;
            }
            await requests.WriteAsync(request);
            if (request.Commit is not null)
            {
                await requests.CompleteAsync();
                return;
            }
            if (request.Delta is not null && state.Pause())
            {
                resuming.Change(Gathering, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private static async Task<SpeakCommitted?> ReadAsync(
        IAsyncStreamReader<SpeakResponse> responses,
        SpeakState state,
        ISpeakEvents events,
        CancellationToken cancellationToken
    )
    {
        SpeakCommitted? committed = null;
        while (await responses.MoveNext(cancellationToken))
        {
            switch (responses.Current.ResponseCase)
            {
                case SpeakResponse.ResponseOneofCase.Granted:
                    state.Granted(responses.Current.Granted.Lease.Fence);
                    events.OnGranted(responses.Current.Granted);
                    break;
                case SpeakResponse.ResponseOneofCase.Stop:
                    events.OnStop(responses.Current.Stop.Reason);
                    break;
                case SpeakResponse.ResponseOneofCase.Followed:
                    state.Followed();
                    break;
                case SpeakResponse.ResponseOneofCase.Committed:
                    committed = responses.Current.Committed;
                    break;
            }
        }
        return committed;
    }
}
