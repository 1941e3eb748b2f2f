using System.Diagnostics;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Gateway.Appending;

/// <summary>
/// Has Sessions store the messages of this instance's sockets: those that come while a call is under way share the next
/// one, a lone one waits for nothing.
/// </summary>
/// <remarks>
/// Nobody's cancellation is passed on: whoever sent a message means it, also if it is gone before the answer. The call's
/// deadline bounds it.
/// </remarks>
internal sealed class MessageAppender : IAsyncDisposable
{
    private const int MaxBatch = 32;

    // Most messages are of different conversations, and need not wait for each other's calls: at 1,000 a second they
    // waited longer for one of 4 lanes than for the store.
    private const int Lanes = 16;
    private static readonly Unavailable Late = new("sessions_timeout", "The store did not answer in time.");

    private readonly Conversations.ConversationsClient conversations;
    private readonly IIdentityTokens tokens;
    private readonly GroupCommitter<AppendItem, AppendResult> calls;

    public MessageAppender(Conversations.ConversationsClient conversations, IIdentityTokens tokens)
    {
        this.conversations = conversations;
        this.tokens = tokens;
        calls = new GroupCommitter<AppendItem, AppendResult>(
            CallAsync,
            new GroupCommitterOptions
            {
                Lanes = Lanes,
                MaxBatch = MaxBatch,
                MaxBatchSize = GrpcRequestLimits.MaxGatheredBytes,
            },
            static item => item.CalculateSize()
        );
    }

    /// <summary>Done when the message is durable. Those of one key are stored in the order of the calls.</summary>
    public async Task<Result<PostMessageResponse>> PostAsync(PostMessageRequest post, Principal principal, Guid key)
    {
        var item = new AppendItem
        {
            Post = post,
            Identity = tokens.Issue(principal),
            TraceParent = Activity.Current?.Id ?? "",
        };
        var result = await calls.CommitAsync(key, item, CancellationToken.None);
        return result.IsSuccess ? result.Value.Posted : result.Error;
    }

    public ValueTask DisposeAsync() => calls.DisposeAsync();

    private async Task<IReadOnlyList<Result<AppendResult>>> CallAsync(
        IReadOnlyList<AppendItem> items,
        CancellationToken cancellationToken
    )
    {
        var request = new AppendRequest();
        request.Items.Add(items);
        try
        {
            var options = GrpcCall.As(GatewayIdentity.ForAppending, cancellationToken);
            var response = await conversations.AppendAsync(request, options);
            return [.. response.Results.Select(ToResult)];
        }
        catch (RpcException refused)
        {
            return All(refused.ToError());
        }
        catch (OperationCanceledException)
        {
            // Nobody's token: the deadline, which the engine gives this form.
            return All(Late);
        }

        IReadOnlyList<Result<AppendResult>> All(Error error) => [.. items.Select(_ => (Result<AppendResult>)error)];
    }

    private static Result<AppendResult> ToResult(AppendResult result) =>
        result.ResultCase == AppendResult.ResultOneofCase.Error ? result.Error.ToError() : result;
}
