using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>Sessions at the edge of the generated client.</summary>
internal sealed class FakeConversations : Conversations.ConversationsClient
{
    private readonly Channel<FakeSpeakCall> _calls = Channel.CreateBounded<FakeSpeakCall>(100);
    private readonly Channel<FakeFinish> _finishes = Channel.CreateBounded<FakeFinish>(100);

    /// <summary>Speak calls that were opened and not looked at yet; empty while <see cref="Serves"/>.</summary>
    public ChannelReader<FakeSpeakCall> Calls => _calls.Reader;

    /// <summary>Finished replies that nobody answered yet; empty while <see cref="Serves"/>.</summary>
    public ChannelReader<FakeFinish> Finishes => _finishes.Reader;

    /// <summary>Speak calls and finished replies are answered at once, without the test's doing.</summary>
    public bool Serves { get; set; } = true;

    /// <summary>What was stored as a whole while <see cref="Serves"/>.</summary>
    public List<FinishReply> Finished { get; } = [];

    /// <summary>What was spoken while <see cref="Serves"/>.</summary>
    public List<FakeSpeakCall> Served { get; } = [];

    /// <summary>Answer to a post; an exception: its failure.</summary>
    public Func<PostMessageRequest, PostMessageResponse> OnPost { get; set; } = Granted;

    /// <summary>The messages ListMessages gives.</summary>
    public List<Message> Stored { get; } = [];

    public PostMessageRequest? Posted { get; private set; }

    public static PostMessageResponse Granted(PostMessageRequest request) =>
        new()
        {
            Conversation = new Conversation { Id = ConversationId, Epoch = 7 },
            Message = new Message
            {
                Id = "m1",
                Sequence = 1,
                Text = request.Text,
            },
            Created = true,
            Lease = new Lease { Fence = 5, ReplyId = request.Lease.ReplyId },
        };

    /// <summary>Stored, but somebody else has the right to speak.</summary>
    public static PostMessageResponse WithoutLease(PostMessageRequest request)
    {
        var posted = Granted(request);
        posted.Lease = null;
        return posted;
    }

    public const string ConversationId = "00000000-0000-7000-8000-0000000000c1";

    public override AsyncUnaryCall<AppendResponse> AppendAsync(AppendRequest request, CallOptions options) =>
        Unary(AppendAsync(request));

    public override AsyncUnaryCall<ListMessagesResponse> ListMessagesAsync(
        ListMessagesRequest request,
        CallOptions options
    )
    {
        var behind = Stored.Where(message => message.Sequence > request.AfterSequence).ToList();
        return Unary(
            Task.FromResult(
                new ListMessagesResponse
                {
                    Messages = { behind.Take(request.Limit) },
                    HasMore = behind.Count > request.Limit,
                }
            )
        );
    }

    public override AsyncDuplexStreamingCall<SpeakRequest, SpeakResponse> Speak(CallOptions options)
    {
        var call = new FakeSpeakCall();
        if (Serves)
        {
            Served.Add(call);
            _ = call.ServeAsync();
        }
        else
        {
            _calls.Writer.TryWrite(call);
        }
        return call.Open(options);
    }

    private async Task<AppendResponse> AppendAsync(AppendRequest request)
    {
        var response = new AppendResponse();
        foreach (var item in request.Items)
        {
            response.Results.Add(item.Post is { } post ? Post(post) : await FinishAsync(item.Finish));
        }
        return response;
    }

    private AppendResult Post(PostMessageRequest post)
    {
        Posted = post;
        return new AppendResult { Posted = OnPost(post) };
    }

    private async Task<AppendResult> FinishAsync(FinishReply request)
    {
        var finish = new FakeFinish(request);
        if (Serves)
        {
            Finished.Add(request);
            finish.Commit();
        }
        else
        {
            _finishes.Writer.TryWrite(finish);
        }
        return await finish.Result;
    }

    private static AsyncUnaryCall<T> Unary<T>(Task<T> response) =>
        new(response, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
}
