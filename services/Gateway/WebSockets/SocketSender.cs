using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Chat.Gateway.WebSockets;

/// <summary>
/// Sends a message from a socket. Its answer reaches the client through the log it follows; the call is kept open only
/// so that the answer goes on, and for 15 s after the socket is gone.
/// </summary>
internal sealed class SocketSender(Replies.RepliesClient replies, RetryIdentities retries, RateLimiter limiter)
{
    private static readonly Duration Grace = Duration.FromTimeSpan(TimeSpan.FromSeconds(15));

    /// <summary>Answers once the message is durable.</summary>
    public async ValueTask<Result<SentMessage>> SendAsync(
        Principal visitor,
        string? address,
        SendFrame frame,
        CancellationToken cancellationToken
    )
    {
        if (await limiter.CountAsync(visitor, address, cancellationToken) is { } limited)
        {
            return limited;
        }
        var request = new ReplyRequest
        {
            ConversationId = frame.ConversationId ?? "",
            ExternalId = frame.ConversationId is null ? retries.ConversationOf(visitor, frame.ClientMessageId) : "",
            Author = new Author { Kind = AuthorKind.Visitor, Id = visitor.Subject },
            Text = frame.Text,
            ClientMessageId = frame.ClientMessageId,
            DisconnectGrace = Grace,
        };
        var call = replies.Reply(request, GrpcCall.As(visitor, cancellationToken));
        Error? fault = null;
        try
        {
            // The call itself carries the token.
            if (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                var accepted = call.ResponseStream.Current.Events[0].Accepted;
                fault = retries.Contradiction(new RetryIdentity(), frame.Text, accepted);
                if (fault is null)
                {
                    return new SentMessage(accepted, DrainAsync(call, cancellationToken));
                }
            }
            else
            {
                fault = new ReplyMissing();
            }
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            // Explained below.
        }
        call.Dispose();
        return fault;
    }

    private static async Task DrainAsync(AsyncServerStreamingCall<ReplyBatch> call, CancellationToken cancellationToken)
    {
        using var reading = call;
        try
        {
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                // The log carries it to everybody who follows, this socket included.
            }
        }
        catch (Exception ended) when (ended is RpcException or OperationCanceledException)
        {
            // The message is durable and acknowledged; what became of its answer stands in the log.
        }
    }
}
