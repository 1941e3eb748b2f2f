using System.Diagnostics;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Inference.Appending;

/// <summary>
/// Has Sessions store messages and finished replies: those that come while a call is under way share the next one. A
/// lone one waits for nothing.
/// </summary>
/// <remarks>
/// Measured at 64 chats at a time: calls are what a chat costs most of, on both sides. Nobody's cancellation is passed
/// on: a message given up half-way might be stored with a lease that nobody uses, and block the conversation until the
/// lease expires. The call's deadline bounds it.
/// </remarks>
internal sealed class MessageAppender : IAsyncDisposable
{
    /// <summary>
    /// Longest text that goes with others, in UTF-16 units; a question has at most 10,000. Longer replies have a Speak call
    /// of their own.
    /// </summary>
    public const int MaxText = 10_000;

    // As many as have their answers, each with 32,768 units of earlier messages at most, in the 4 MiB that is taken here.
    private const int MaxBatch = 20;
    private static readonly Unavailable Timeout = new(
        "sessions_timeout",
        "The conversation's store did not answer in time."
    );

    private readonly Conversations.ConversationsClient _conversations;
    private readonly IIdentityTokens _tokens;
    private readonly Principal _service;
    private readonly GroupCommitter<AppendItem, AppendResult> _calls;

    /// <summary>One per process.</summary>
    public MessageAppender(Conversations.ConversationsClient conversations, IIdentityTokens tokens, ServiceName service)
    {
        _conversations = conversations;
        _tokens = tokens;
        _service = Principal.ForService(service.Value, Guid.Empty);
        _calls = new GroupCommitter<AppendItem, AppendResult>(
            CallAsync,
            new GroupCommitterOptions
            {
                Lanes = 4,
                MaxBatch = MaxBatch,
                MaxBatchSize = GrpcRequestLimits.MaxGatheredBytes,
            },
            static item => item.CalculateSize()
        );
    }

    /// <summary>Stores a message in somebody's name.</summary>
    public async Task<Result<PostMessageResponse>> PostAsync(PostMessageRequest post, Principal principal)
    {
        var result = await AppendAsync(new AppendItem { Post = post }, principal);
        return result.IsSuccess ? result.Value.Posted : result.Error;
    }

    /// <summary>Stores a reply that is there as a whole; the principal needs the scope <c>speak</c>.</summary>
    public async Task<Result<SpeakCommitted>> FinishAsync(FinishReply finish, Principal principal)
    {
        var result = await AppendAsync(new AppendItem { Finish = finish }, principal);
        return result.IsSuccess ? result.Value.Committed : result.Error;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _calls.DisposeAsync();

    private Task<Result<AppendResult>> AppendAsync(AppendItem item, Principal principal)
    {
        item.Identity = _tokens.Issue(principal);
        item.TraceParent = Activity.Current?.Id ?? "";
        return _calls.CommitAsync(item, CancellationToken.None);
    }

    private async Task<IReadOnlyList<Result<AppendResult>>> CallAsync(
        IReadOnlyList<AppendItem> items,
        CancellationToken cancellationToken
    )
    {
        var request = new AppendRequest();
        request.Items.Add(items);
        try
        {
            var response = await _conversations.AppendAsync(request, GrpcCall.As(_service, cancellationToken));
            return [.. response.Results.Select(ToResult)];
        }
        catch (RpcException exception)
        {
            return All(exception.ToError());
        }
        catch (OperationCanceledException)
        {
            // No token was passed on, so this is the deadline; the engine gives it this form.
            return All(Timeout);
        }

        IReadOnlyList<Result<AppendResult>> All(Error error) => [.. items.Select(_ => (Result<AppendResult>)error)];
    }

    private static Result<AppendResult> ToResult(AppendResult result) =>
        result.ResultCase == AppendResult.ResultOneofCase.Error ? result.Error.ToError() : result;
}
