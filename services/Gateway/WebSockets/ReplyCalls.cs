using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Locales;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Chat.Gateway.WebSockets;

/// <summary>Has Inference answer messages that are stored already: it finds each again by its client message id.</summary>
internal sealed class ReplyCalls(Replies.RepliesClient replies, LocaleCatalog locales)
{
    private static readonly Duration Grace = Duration.FromTimeSpan(TimeSpan.FromSeconds(15));

    /// <summary>What is to be answered, with built-in texts in the language it names, else in one the browser asked for.</summary>
    public SocketQuestion QuestionOf(
        PostMessageResponse posted,
        ReplyContext? context,
        Principal customer,
        HttpRequest handshake
    ) => new(posted, context, locales.Find(customer.TenantId, context?.Locale, handshake).Tag);

    /// <summary>Done when the reply is; the error when there is none, nor will be: the log tells nothing of that.</summary>
    /// <param name="begun">Set when it has begun: the next one's turn.</param>
    public async Task<Error?> RunAsync(
        Principal customer,
        SocketQuestion question,
        TaskCompletionSource begun,
        CancellationToken cancellationToken
    )
    {
        var posted = question.Posted;
        var message = posted.Message;
        var request = new ReplyRequest
        {
            ConversationId = message.ConversationId,
            Author = message.Author,
            Text = message.Text,
            ClientMessageId = message.ClientMessageId,
            TextsLocale = question.TextsLocale,
            DisconnectGrace = Grace,
            Pace = posted.Pace,
            Sequence = posted.Pace is null ? 0 : message.Sequence,
        };
        question.Context?.AddTo(request);
        // Nobody's token until Inference has the call: what is stored is answered, also if whoever sent it is gone by then.
        using var life = new CancellationTokenSource();
        using var call = replies.Reply(request, GrpcCall.As(customer, life.Token));
        var outcome = new ReplyOutcome();
        try
        {
            _ = await call.ResponseHeadersAsync;
            await using var gone = cancellationToken.UnsafeRegister(
                static state => ((CancellationTokenSource)state!).Cancel(),
                life
            );
            // The call itself carries the token.
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                // The log carries it to everybody who follows, this socket included.
                _ = begun.TrySetResult();
                outcome.Take(call.ResponseStream.Current);
            }
            return outcome.Failure;
        }
        catch (Exception broken) when (outcome.IsInLog && broken is RpcException or OperationCanceledException)
        {
            // What became of it stands in the log.
            return null;
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out var fault))
        {
            return fault;
        }
        catch (Exception broken)
            when (cancellationToken.IsCancellationRequested && broken is RpcException or OperationCanceledException)
        {
            // The socket is gone, or a later message is answered in its place: nobody is left to tell.
            return null;
        }
    }
}
