using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Sessions.Speaking;

/// <summary>What runs beside the reading of one Speak call: the keeper's loops, and the stop it may have to be sent.</summary>
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
        loops = [keeper.KeepAsync(reply, ended.Token), SendStopAsync()];
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

    private async Task SendStopAsync()
    {
        var reason = await Reply.Stopped.WaitAsync(ended.Token);
        await responses.WriteAsync(new SpeakResponse { Stop = new SpeakStop { Reason = reason } }, ended.Token);
    }
}
