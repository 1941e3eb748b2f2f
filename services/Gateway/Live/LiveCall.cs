using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Gateway.Live;

/// <summary>One Follow call: commands out through one writer, responses in to the hub.</summary>
internal sealed class LiveCall(
    LiveHub hub,
    IIdentityTokens tokens,
    AsyncDuplexStreamingCall<FollowRequest, FollowResponse> call,
    long number
)
{
    private const int MaxPendingCommands = 16_384;

    private readonly Channel<LiveCommand> commands = Channel.CreateBounded<LiveCommand>(
        new BoundedChannelOptions(MaxPendingCommands) { SingleReader = true }
    );

    /// <summary>Tells the server to begin a leg.</summary>
    public void Subscribe(LiveLeg leg)
    {
        if (leg.TryAnnounceOn(number) && !commands.Writer.TryWrite(new LiveCommand(leg, 0)))
        {
            // The reader tries again after its pause.
            leg.Complete(LegEnd.Unavailable);
        }
    }

    /// <summary>Tells the server to end a leg. When the queue is full the server finds out by itself: what it sends is dropped.</summary>
    public void Unsubscribe(long id) => _ = commands.Writer.TryWrite(new LiveCommand(null, id));

    /// <summary>Runs until the call ends.</summary>
    /// <exception cref="RpcException">The call broke.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(ending.Token);
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None)) // the call itself carries the token
            {
                var response = call.ResponseStream.Current;
                hub.Dispatch(response);
                if (response.Ended?.Reason == SubscriptionEnded.Types.Reason.ServerStopping)
                {
                    // The whole call moves on to another instance; the legs are announced there from their cursors.
                    return;
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await writing;
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var leg in hub.Legs)
            {
                await AnnounceAsync(leg, cancellationToken);
            }
            await foreach (var command in commands.Reader.ReadAllAsync(cancellationToken))
            {
                var request = command.Leg is { } leg ? ToSubscribe(leg) : ToUnsubscribe(command.EndedId);
                await call.RequestStream.WriteAsync(request, cancellationToken);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or RpcException or InvalidOperationException)
        {
            // The reading side sees the same end and reports it.
        }
    }

    private async Task AnnounceAsync(LiveLeg leg, CancellationToken cancellationToken)
    {
        if (leg.End == LegEnd.None && leg.TryAnnounceOn(number))
        {
            await call.RequestStream.WriteAsync(ToSubscribe(leg), cancellationToken);
        }
    }

    private FollowRequest ToSubscribe(LiveLeg leg) =>
        new()
        {
            Subscribe = new Subscribe
            {
                SubscriptionId = leg.Id,
                // Issued now: the leg may have waited longer than a token lives.
                IdentityToken = tokens.Issue(leg.Topic.Reader),
                ConversationId = leg.Topic.ConversationId,
                Cursor = leg.Cursor == LogCursor.Beginning ? null : leg.Cursor.ToProto(),
            },
        };

    private static FollowRequest ToUnsubscribe(long id) =>
        new() { Unsubscribe = new Unsubscribe { SubscriptionId = id } };
}
