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
        if (leg.TryAnnounceOn(number) && !commands.Writer.TryWrite(new LiveCommand(leg, 0, null)))
        {
            // The reader tries again after its pause.
            leg.Complete(LegEnd.Unavailable);
        }
    }

    /// <summary>
    /// Tells the server to end a leg. When the queue is full the call is broken: the server would follow for a reader who is
    /// gone, and take it for present, for as long as the call lasts. The next one announces who is there.
    /// </summary>
    public void Unsubscribe(long id)
    {
        if (!commands.Writer.TryWrite(new LiveCommand(null, id, null)))
        {
            call.Dispose();
        }
    }

    /// <summary>Tells the server that a leg's reader types, or does not; when the queue is full nobody is told.</summary>
    public void SetTyping(long id, bool typing) => _ = commands.Writer.TryWrite(new LiveCommand(null, id, typing));

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
        catch (ObjectDisposedException)
        {
            // Unsubscribe broke the call while an answer was handed on.
            throw new RpcException(
                new Status(StatusCode.ResourceExhausted, "Too many commands waited for the server.")
            );
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
                await call.RequestStream.WriteAsync(ToRequest(command), cancellationToken);
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

    private FollowRequest ToRequest(in LiveCommand command)
    {
        if (command.Leg is { } leg)
        {
            return ToSubscribe(leg);
        }
        return command.Typing is { } typing
            ? new FollowRequest
            {
                SetTyping = new SetTyping { SubscriptionId = command.Id, Typing = typing },
            }
            : ToUnsubscribe(command.Id);
    }

    private FollowRequest ToSubscribe(LiveLeg leg) =>
        leg.Topic.Kind is LiveTopicKind.Conversation or LiveTopicKind.ConversationWithSignals
            ? new FollowRequest
            {
                Subscribe = new Subscribe
                {
                    SubscriptionId = leg.Id,
                    // Issued now: the leg may have waited longer than a token lives.
                    IdentityToken = tokens.Issue(leg.Topic.Reader),
                    ConversationId = leg.Topic.Id,
                    ExternalId = leg.Topic.ExternalId,
                    Cursor = leg.Cursor == LogCursor.Beginning ? null : leg.Cursor.ToProto(),
                    Signals = leg.Topic.Kind == LiveTopicKind.ConversationWithSignals,
                },
            }
            : new FollowRequest { Listen = ToListen(leg) };

    private Listen ToListen(LiveLeg leg)
    {
        var listen = new Listen { SubscriptionId = leg.Id, IdentityToken = tokens.Issue(leg.Topic.Reader) };
        switch (leg.Topic.Kind)
        {
            case LiveTopicKind.Inbox:
                listen.Inbox = true;
                break;
            case LiveTopicKind.Agent:
                listen.AgentId = leg.Topic.Id;
                break;
            default:
                listen.Own = true;
                break;
        }
        return listen;
    }

    private static FollowRequest ToUnsubscribe(long id) =>
        new() { Unsubscribe = new Unsubscribe { SubscriptionId = id } };
}
