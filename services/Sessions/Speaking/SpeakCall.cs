using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Sessions.Speaking;

/// <summary>What runs beside the reading of one Speak call: the keeper's loops, and what the speaker has to be told.</summary>
internal sealed class SpeakCall : IAsyncDisposable
{
    private readonly ReplyKeeper keeper;
    private readonly IServerStreamWriter<SpeakResponse> responses;
    private readonly ILogger logger;
    private readonly CancellationTokenSource ended;
    private readonly List<Task> loops;
    private bool watching;

    public SpeakCall(
        ActiveReply reply,
        ReplyKeeper keeper,
        IServerStreamWriter<SpeakResponse> responses,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        (Reply, this.keeper, this.responses, this.logger) = (reply, keeper, responses, logger);
        ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        loops = [keeper.KeepAsync(reply, ended.Token), TellAsync()];
    }

    public ActiveReply Reply { get; }

    /// <summary>The reply's reader went away. Said once per call.</summary>
    public void ReaderGone(TimeSpan grace)
    {
        if (!watching)
        {
            watching = true;
            loops.Add(keeper.WatchReadersAsync(Reply, grace, ended.Token));
        }
    }

    /// <summary>Ends the loops; from here on the caller is the stream's only writer again.</summary>
    public async Task EndAsync()
    {
        await ended.CancelAsync();
        try
        {
            await Task.WhenAll(loops);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // That is how they end: cancelled, or because the speaker could no longer be told to stop.
            SpeakingLog.BrokeOff(logger, exception, Reply.Key.ReplyId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        ended.Dispose();
    }

    /// <summary>One loop, because the stream takes one write at a time.</summary>
    private async Task TellAsync()
    {
        var stopped = Reply.Stopped.WaitAsync(ended.Token);
        await Task.WhenAny(Reply.Followed, stopped);
        if (!stopped.IsCompleted)
        {
            await responses.WriteAsync(new SpeakResponse { Followed = new SpeakFollowed() }, ended.Token);
        }

        var stop = new SpeakStop { Reason = await stopped };
        await responses.WriteAsync(new SpeakResponse { Stop = stop }, ended.Token);
    }
}
