using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Grpc.Core;

namespace Chat.Inference.Replies;

public sealed class ReplyStreamTests : IDisposable
{
    private readonly CancellationTokenSource _caller = new();
    private readonly RecordingWriter _writer = new();
    private readonly ReplyStream _stream;

    public ReplyStreamTests() => _stream = new ReplyStream(_writer, _caller.Token);

    public static TheoryData<Exception> EndsOfACall =>
        [
            new OperationCanceledException(),
            new InvalidOperationException(),
            new IOException(),
            new RpcException(Status.DefaultCancelled),
        ];

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task FlushAsync_SeveralEvents_LeaveTogetherAndInOrder()
    {
        _stream.Add(Delta("a"));
        _stream.Add(Delta("b"));
        Assert.Empty(_writer.All);
        await _stream.FlushAsync();
        _stream.Add(Delta("c"));
        await _stream.FlushAsync();

        Assert.Equal(["ab", "c"], _writer.All.Select(batch => string.Concat(batch.Events.Select(e => e.Delta.Text))));
    }

    [Fact]
    public async Task FlushAsync_Nothing_WritesNothing()
    {
        await _stream.FlushAsync();

        Assert.Empty(_writer.All);
    }

    [Fact]
    public async Task IsFull_SixtyFourEvents_IsTrueUntilTheyLeave()
    {
        for (var n = 1; n < 64; n++)
        {
            _stream.Add(Delta("a"));
        }
        Assert.False(_stream.IsFull);
        _stream.Add(Delta("a"));
        Assert.True(_stream.IsFull);

        await _stream.FlushAsync();

        Assert.False(_stream.IsFull);
    }

    [Theory]
    [MemberData(nameof(EndsOfACall))]
    public async Task FlushAsync_CallIsOver_DropsThisAndWhatFollows(Exception fault)
    {
        _writer.Fault = fault;
        _stream.Add(Delta("a"));
        await _stream.FlushAsync();
        Assert.True(_stream.IsGone);

        _writer.Fault = null;
        _stream.Add(Delta("b"));
        await _stream.FlushAsync();

        Assert.Empty(_writer.All);
    }

    [Fact]
    public async Task FlushAsync_AnotherFault_IsOurs()
    {
        _writer.Fault = new ArgumentException("a bug");
        _stream.Add(Delta("a"));

        await Assert.ThrowsAsync<ArgumentException>(async () => await _stream.FlushAsync());
    }

    [Fact]
    public async Task FlushAsync_CallerLeft_WritesNothing()
    {
        await _caller.CancelAsync();
        _stream.Add(Delta("a"));

        await _stream.FlushAsync();

        Assert.True(_stream.IsGone);
        Assert.Empty(_writer.All);
    }

    [Fact]
    public async Task BeginAsync_CallIsOver_IsGone()
    {
        await _stream.BeginAsync(() => Task.FromException(new IOException()));

        Assert.True(_stream.IsGone);
    }

    [Fact]
    public async Task Say_Text_GoesToTheCallerAndToTheConversation()
    {
        var text = new RecordingText();
        var output = new ReplyOutput("r1", _stream, text);

        output.Say(5, "Hello.");
        await output.HandOnAsync();

        Assert.Equal(
            new ReplyDelta
            {
                ReplyId = "r1",
                Offset = 5,
                Text = "Hello.",
            },
            Assert.Single(_writer.Events).Delta
        );
        Assert.Equal(["Hello.", "(shown)"], text.Said);
    }

    [Fact]
    public async Task HandOnAsync_NoTextYet_ShowsNothing()
    {
        var text = new RecordingText();
        var output = new ReplyOutput("r1", _stream, text);
        output.Stream.Add(ReplyEvents.ToolStarted("1.0", "find"));

        await output.HandOnAsync();

        Assert.Single(_writer.Events);
        Assert.Empty(text.Said);
    }

    private static ReplyEvent Delta(string text) => new() { Delta = new ReplyDelta { Text = text } };

    private sealed class RecordingText : IReplyText
    {
        public List<string> Said { get; } = [];

        public void Append(string text) => Said.Add(text);

        public void Show() => Said.Add("(shown)");
    }
}
