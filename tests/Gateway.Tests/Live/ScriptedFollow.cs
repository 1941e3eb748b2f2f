using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Gateway.Tests.Live;

/// <summary>A Follow call whose server is the test, and the tokens it is shown.</summary>
internal sealed class ScriptedFollow
    : IClientStreamWriter<FollowRequest>,
        IAsyncStreamReader<FollowResponse>,
        IIdentityTokens
{
    private readonly Channel<FollowRequest> sent = Channel.CreateBounded<FollowRequest>(1_000);
    private readonly Channel<FollowResponse> answers = Channel.CreateBounded<FollowResponse>(1_000);
    private FollowResponse? current;

    /// <summary>The call.</summary>
    public AsyncDuplexStreamingCall<FollowRequest, FollowResponse> Call =>
        new(
            this,
            this,
            Task.FromResult(new Metadata()),
            static () => Status.DefaultSuccess,
            static () => [],
            () => Complete()
        );

    /// <inheritdoc/>
    public WriteOptions? WriteOptions { get; set; }

    /// <inheritdoc/>
    public FollowResponse Current => current!;

    /// <summary>What the gateway has said and no test has taken.</summary>
    public int Waiting => sent.Reader.Count;

    /// <summary>The next command of the gateway.</summary>
    public Task<FollowRequest> NextAsync() =>
        sent.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();

    /// <summary>Answers.</summary>
    public void Say(FollowResponse response) => Assert.True(answers.Writer.TryWrite(response));

    /// <summary>Ends the call; with an error, breaks it.</summary>
    public void Complete(Exception? error = null) => answers.Writer.TryComplete(error);

    /// <inheritdoc/>
    public Task WriteAsync(FollowRequest message)
    {
        Assert.True(sent.Writer.TryWrite(message));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteAsync(FollowRequest message, CancellationToken cancellationToken) => WriteAsync(message);

    /// <inheritdoc/>
    public Task CompleteAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken) =>
        await answers.Reader.WaitToReadAsync(cancellationToken) && answers.Reader.TryRead(out current);

    /// <inheritdoc/>
    public string Issue(Principal principal) => "token of " + principal.Subject;

    /// <inheritdoc/>
    public Result<Principal> Validate(string token) => throw new NotSupportedException();
}
