using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Appending;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Gateway.Tests.Appending;

/// <summary>What goes together in one call to Sessions.</summary>
public sealed class MessageAppenderTests
{
    // Sessions takes a megabyte; who sends more is refused with everybody whose message is in the same call.
    [Fact]
    public async Task PostAsync_LongMessagesAtOnce_GoInCallsThatSessionsTakes()
    {
        var sessions = new HeldConversations();
        await using var appender = new MessageAppender(sessions, new NoTokens());
        var post = new PostMessageRequest
        {
            Text = new string('語', 10_000),
            MetadataJson = $$"""{"a":"{{new string('語', 8_000)}}"}""",
        };
        var caller = Principal.ForService("gateway", Guid.Empty);

        var posted = Enumerable
            .Range(0, 100)
            .Select(_ => appender.PostAsync(post.Clone(), caller, Guid.Empty))
            .ToArray();
        sessions.Release.SetResult();
        var results = await Task.WhenAll(posted).WithTimeout();

        Assert.All(results, static result => Assert.True(result.IsSuccess));
        Assert.All(sessions.Sizes, static size => Assert.InRange(size, 1, GrpcRequestLimits.MaxBytes));
        Assert.InRange(sessions.Sizes.Count, 5, 50);
    }

    private sealed class NoTokens : IIdentityTokens
    {
        public string Issue(Principal principal) => "";

        public Result<Principal> Validate(string token) => throw new NotSupportedException();
    }

    private sealed class HeldConversations : Conversations.ConversationsClient
    {
        private readonly Lock gate = new();

        public TaskCompletionSource Release { get; } = new();

        public List<int> Sizes { get; } = [];

        public override AsyncUnaryCall<AppendResponse> AppendAsync(AppendRequest request, CallOptions options)
        {
            lock (gate)
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
