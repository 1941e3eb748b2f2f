using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Inference.Appending;

/// <summary>What goes together in one call to Sessions.</summary>
public sealed class MessageAppenderTests
{
    // Sessions takes a megabyte; who sends more is refused with everybody whose message is in the same call.
    [Fact]
    public async Task PostAsync_LongMessagesAtOnce_GoInCallsThatSessionsTakes()
    {
        var sessions = new HeldConversations();
        await using var appender = new MessageAppender(sessions, new FakeTokens(), new ServiceName("inference"));
        var post = new PostMessageRequest
        {
            Text = new string('語', MessageAppender.MaxText),
            MetadataJson = $$"""{"a":"{{new string('語', 8_000)}}"}""",
        };
        var caller = Principal.ForService("inference", Guid.Empty);

        var posted = Enumerable.Range(0, 100).Select(_ => appender.PostAsync(post.Clone(), caller)).ToArray();
        sessions.Release.SetResult();
        var results = await Task.WhenAll(posted).WithTimeout();

        Assert.All(results, static result => Assert.True(result.IsSuccess));
        Assert.All(sessions.Sizes, static size => Assert.InRange(size, 1, GrpcRequestLimits.MaxBytes));
        Assert.InRange(sessions.Sizes.Count, 5, 50);
    }

    private sealed class HeldConversations : Conversations.ConversationsClient
    {
        private readonly Lock _gate = new();

        public TaskCompletionSource Release { get; } = new();

        public List<int> Sizes { get; } = [];

        public override AsyncUnaryCall<AppendResponse> AppendAsync(AppendRequest request, CallOptions options)
        {
            lock (_gate)
            {
                Sizes.Add(request.CalculateSize());
            }
            return new(
                AnswerAsync(request),
                Task.FromResult(new Metadata()),
                () => Status.DefaultSuccess,
                () => [],
                () => { }
            );
        }

        private async Task<AppendResponse> AnswerAsync(AppendRequest request)
        {
            await Release.Task;
            var response = new AppendResponse();
            response.Results.Add(request.Items.Select(_ => new AppendResult { Posted = new PostMessageResponse() }));
            return response;
        }
    }
}
