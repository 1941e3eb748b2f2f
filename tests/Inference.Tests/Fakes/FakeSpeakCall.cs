using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>The store's side of one Speak call, driven by a test or by <see cref="ServeAsync"/>.</summary>
internal sealed class FakeSpeakCall : IClientStreamWriter<SpeakRequest>, IAsyncStreamReader<SpeakResponse>
{
    private readonly Channel<SpeakRequest> _requests = Channel.CreateBounded<SpeakRequest>(1000);
    private readonly Channel<SpeakResponse> _responses = Channel.CreateBounded<SpeakResponse>(1000);

    /// <summary>What the speaker sent and nobody has read yet.</summary>
    public ChannelReader<SpeakRequest> Requests => _requests.Reader;

    /// <summary>Thrown by the next writes, as the engine does when the call ends under them.</summary>
    public Exception? WriteFault { get; set; }

    /// <summary>What was committed; null: nothing yet.</summary>
    public SpeakCommit? Committed { get; private set; }

    public WriteOptions? WriteOptions { get; set; }

    public SpeakResponse Current { get; private set; } = new();

    public AsyncDuplexStreamingCall<SpeakRequest, SpeakResponse> Open(CallOptions options)
    {
        options.CancellationToken.Register(() => Break(StatusCode.Cancelled));
        return new AsyncDuplexStreamingCall<SpeakRequest, SpeakResponse>(
            this,
            this,
            Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess,
            () => [],
            () => Break(StatusCode.Cancelled)
        );
    }

    /// <summary>The next that fulfils a condition of what the speaker sends; what comes before it is dropped.</summary>
    public async Task<SpeakRequest> UntilAsync(Func<SpeakRequest, bool> condition)
    {
        while (true)
        {
            var request = await Requests.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
            if (condition(request))
            {
                return request;
            }
        }
    }

    /// <summary>Answers as the store does when nothing is wrong.</summary>
    public async Task ServeAsync()
    {
        SpeakBegin? begin = null;
        await foreach (var request in _requests.Reader.ReadAllAsync())
        {
            if (request.Begin is not null)
            {
                begin = request.Begin;
                Grant(Math.Max(1, begin.Fence));
            }
            if (request.Commit is not null)
            {
                Commit(begin!, request.Commit);
                return;
            }
        }
    }

    public void Grant(long fence, params Message[] history) =>
        Send(
            new SpeakResponse
            {
                Granted = new SpeakGranted
                {
                    Lease = new Lease { Fence = fence },
                    History = { history },
                },
            }
        );

    public void Follow() => Send(new SpeakResponse { Followed = new SpeakFollowed() });

    public void Stop(string reason) => Send(new SpeakResponse { Stop = new SpeakStop { Reason = reason } });

    public void Commit(SpeakBegin begin, SpeakCommit commit)
    {
        Committed = commit;
        var message =
            commit.Text.Length == 0
                ? null
                : new Message
                {
                    Id = begin.ReplyId,
                    ConversationId = begin.ConversationId,
                    Sequence = 2,
                    Text = commit.Text,
                    State = commit.State,
                    InterruptionReason = commit.InterruptionReason,
                    Usage = commit.Usage,
                };
        Send(new SpeakResponse { Committed = new SpeakCommitted { Message = message } });
        _responses.Writer.TryComplete();
    }

    public void Break(StatusCode status) =>
        _responses.Writer.TryComplete(new RpcException(new Status(status, "broken")));

    /// <summary>The connection is cut under a read: not every engine makes an RpcException of it.</summary>
    public void Cut(Exception fault) => _responses.Writer.TryComplete(fault);

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            Current = await _responses.Reader.ReadAsync(cancellationToken);
            return true;
        }
        catch (ChannelClosedException exception)
        {
            return exception.InnerException is { } fault ? throw fault : false;
        }
    }

    public Task WriteAsync(SpeakRequest message) =>
        WriteFault is null ? _requests.Writer.WriteAsync(message.Clone()).AsTask() : Task.FromException(WriteFault);

    public Task CompleteAsync()
    {
        _requests.Writer.TryComplete();
        return Task.CompletedTask;
    }

    private void Send(SpeakResponse response) => _responses.Writer.TryWrite(response);
}
