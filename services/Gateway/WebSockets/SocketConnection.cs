using Chat.Gateway.Auth;
using Chat.Gateway.Json;
using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets;

/// <summary>
/// One authenticated socket: takes commands one by one, so that a client's messages keep their order, and forwards the
/// logs it follows. Nothing here outlives the socket; a client that comes back resumes with its cursors.
/// </summary>
internal sealed class SocketConnection(
    SocketPump pump,
    Caller caller,
    string? address,
    LiveHub live,
    SocketSender sender,
    SocketOptions options,
    CancellationTokenSource ending
)
{
    private readonly Dictionary<string, SocketSubscription> subscriptions = new(StringComparer.Ordinal);
    private readonly List<Task> replies = [];
    private volatile bool isTooSlow;

    /// <summary>Serves the socket until it ends.</summary>
    public async Task<SocketEnd> RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var (bytes, end) = await pump.ReceiveAsync(ending.Token);
                if (end is { } reason)
                {
                    return reason;
                }
                if (await TakeAsync(bytes) is { } over)
                {
                    return over;
                }
            }
        }
        catch (OperationCanceledException)
        {
            if (isTooSlow)
            {
                return SocketEnd.ClientTooSlow;
            }
            return stopping.IsCancellationRequested ? SocketEnd.ServerStopping : SocketEnd.ClientGone;
        }
        finally
        {
            await EndAllAsync();
        }
    }

    private async ValueTask<SocketEnd?> TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        var read = ClientFrameReader.Read(bytes);
        if (!read.IsSuccess)
        {
            await SendAsync(ServerFrames.Failed(null, read.Error));
            return read.Error is JsonMalformed ? SocketEnd.BadFrame : null;
        }
        var frame = read.Value;
        var error = frame switch
        {
            SubscribeFrame subscribe => Subscribe(subscribe),
            UnsubscribeFrame unsubscribe => await UnsubscribeAsync(unsubscribe),
            SendFrame send => await PostAsync(send),
            PingFrame => await PongAsync(frame.Id),
            _ => new AuthTwice(),
        };
        if (error is not null)
        {
            await SendAsync(ServerFrames.Failed(frame.Id, error));
        }
        return null;
    }

    private Error? Subscribe(SubscribeFrame frame)
    {
        ForgetEnded();
        if (subscriptions.ContainsKey(frame.Id))
        {
            return new SubscriptionExists();
        }
        if (subscriptions.Count >= options.MaxSubscriptions)
        {
            return new TooManySocketSubscriptions();
        }
        var subscribed = live.Subscribe(caller.Principal, frame.ConversationId, frame.Cursor);
        if (!subscribed.IsSuccess)
        {
            return subscribed.Error;
        }
        subscriptions[frame.Id] = SocketSubscription.Start(
            frame.Id,
            subscribed.Value,
            frame.Cursor,
            SendAsync,
            ending.Token
        );
        return null;
    }

    private async ValueTask<Error?> UnsubscribeAsync(UnsubscribeFrame frame)
    {
        if (!subscriptions.Remove(frame.Id, out var subscription))
        {
            return new SubscriptionUnknown();
        }
        await subscription.DisposeAsync();
        return null;
    }

    private async ValueTask<Error?> PostAsync(SendFrame frame)
    {
        _ = replies.RemoveAll(static reply => reply.IsCompleted);
        if (caller.Principal.Kind != PrincipalKind.Visitor)
        {
            return new VisitorOnly();
        }
        if (replies.Count >= options.MaxReplies)
        {
            return new TooManyReplies();
        }
        var sent = await sender.SendAsync(caller.Principal, address, frame, ending.Token);
        if (!sent.IsSuccess)
        {
            return sent.Error;
        }
        replies.Add(sent.Value.Rest);
        await SendAsync(ServerFrames.Ack(frame.Id, sent.Value.Accepted));
        return null;
    }

    private async ValueTask<Error?> PongAsync(string id)
    {
        await SendAsync(ServerFrames.Pong(id));
        return null;
    }

    private async ValueTask SendAsync(byte[] frame)
    {
        if (!await pump.SendAsync(frame, ending.Token))
        {
            isTooSlow = true;
            await ending.CancelAsync();
        }
    }

    private void ForgetEnded()
    {
        foreach (var (id, subscription) in subscriptions)
        {
            if (subscription.IsOver)
            {
                _ = subscriptions.Remove(id);
            }
        }
    }

    private async Task EndAllAsync()
    {
        await ending.CancelAsync();
        foreach (var subscription in subscriptions.Values)
        {
            await subscription.DisposeAsync();
        }
        await Task.WhenAll(replies);
    }
}
