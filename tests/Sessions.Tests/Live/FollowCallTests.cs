using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Reason = Chat.Contracts.Sessions.V1.SubscriptionEnded.Types.Reason;

namespace Chat.Sessions.Tests.Live;

/// <summary>The bounds of one Follow call, whose other side does as it likes.</summary>
[Trait("Level", "Component")]
public sealed class FollowCallTests(SessionsFixture sessions) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        stopping.Dispose();
        ended.Dispose();
    }

    [Fact]
    public async Task Subscribe_OneMoreThanAllowed_EndsExhaustedAndTheOthersGoOn()
    {
        using var call = Create(maxSubscriptions: 2);
        var conversation = await ConversationAsync();
        call.Take(Subscribe(1, conversation));
        call.Take(Subscribe(2, conversation));
        await ReadAsync(call, response => response.Subscribed is not null, 2);

        call.Take(Subscribe(3, conversation));

        var refused = await NextAsync(call, response => response.Ended is not null);
        Assert.Equal((3L, Reason.Exhausted), (refused.SubscriptionId, refused.Ended.Reason));
        await visitor.PostAsync("2", conversation);
        var told = await ReadAsync(call, response => response.Entries?.Entries[^1].Message?.Sequence == 2, 2);
        Assert.Equal([1L, 2L], told.Select(response => response.SubscriptionId).Order());
    }

    [Fact]
    public async Task Subscribe_AfterOneWasEnded_HasRoomAgain()
    {
        using var call = Create(maxSubscriptions: 1);
        var conversation = await ConversationAsync();
        call.Take(Subscribe(1, conversation));
        await NextAsync(call, response => response.Subscribed is not null);

        call.Take(new FollowRequest { Unsubscribe = new Unsubscribe { SubscriptionId = 1 } });
        call.Take(Subscribe(2, conversation));

        Assert.Equal(2, (await NextAsync(call, response => response.Subscribed is not null)).SubscriptionId);
    }

    [Fact]
    public async Task Subscribe_IdInUse_IsRefusedAndNamed()
    {
        using var call = Create();
        var conversation = await ConversationAsync();
        call.Take(Subscribe(1, conversation));

        var refusal = Assert.Throws<RpcException>(() => call.Take(Subscribe(1, conversation)));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public void Unsubscribe_UnknownId_IsNothing()
    {
        using var call = Create();

        call.Take(new FollowRequest { Unsubscribe = new Unsubscribe { SubscriptionId = 7 } });
        call.Take(new FollowRequest());

        Assert.False(call.Responses.TryRead(out _));
    }

    // Refused subscriptions are no subscriptions, so no count of those bounds them.
    [Fact]
    public void Subscribe_RefusedWithoutEndAndNothingRead_IsCutOff()
    {
        const int Waiting = 16;
        using var call = Create(maxWaiting: Waiting);

        var taken = 0;
        var refusal = Assert.Throws<RpcException>(() =>
        {
            for (; taken < 100_000; taken++)
            {
                call.Take(Subscribe(taken, "no id", token: "no token"));
            }
        });

        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.InRange(taken, Waiting, 4 * Waiting);
    }

    // A page throws away the credentials it is told are refused; that the services' clocks differ is none of their fault.
    [Fact]
    public async Task Subscribe_ClocksDiffer_IsToBeOpenedAgain()
    {
        using var call = Create(tokens: new SkewedTokens());

        call.Take(Subscribe(1, Ids.NewText(), token: "of another clock"));

        var answer = await NextAsync(call, response => response.Ended is not null);
        Assert.Equal(Reason.Unavailable, answer.Ended.Reason);
    }

    [Fact]
    public async Task Subscribe_RefusedWithoutEndButRead_GoesOn()
    {
        using var call = Create(maxWaiting: 4);

        for (var id = 0; id < 500; id++)
        {
            call.Take(Subscribe(id, "no id", token: "no token"));
            var answer = await NextAsync(call, response => response.Ended is not null);
            Assert.Equal((id, Reason.Unauthenticated), ((int)answer.SubscriptionId, answer.Ended.Reason));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no id")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task Subscribe_NoSuchConversation_EndsNotFound(string conversation)
    {
        using var call = Create();

        call.Take(Subscribe(1, conversation));

        var answer = await NextAsync(call, response => response.Ended is not null);
        Assert.Equal(Reason.NotFound, answer.Ended.Reason);
    }

    [Fact]
    public async Task Stopping_Subscriptions_AreToldWhy()
    {
        using var call = Create();
        var conversation = await ConversationAsync();
        call.Take(Subscribe(1, conversation));
        await NextAsync(call, response => response.Subscribed is not null);

        await stopping.CancelAsync();

        var answer = await NextAsync(call, response => response.Ended is not null);
        Assert.Equal(Reason.ServerStopping, answer.Ended.Reason);
    }

    [Fact]
    public async Task Stopping_SubscribedAfterwards_IsToldToo()
    {
        using var call = Create();
        await stopping.CancelAsync();

        call.Take(Subscribe(1, await ConversationAsync()));

        var answer = await NextAsync(call, response => response.Ended is not null);
        Assert.Equal(Reason.ServerStopping, answer.Ended.Reason);
    }

    [Fact]
    public async Task Ended_ManySubscriptions_LeaveNobodyListening()
    {
        using var call = Create();
        var conversation = await ConversationAsync();
        for (var id = 0; id < 20; id++)
        {
            call.Take(Subscribe(id, conversation));
        }

        await ReadAsync(call, response => response.Subscribed is not null, 20);
        await ended.CancelAsync();

        await Eventually.TrueAsync(() => Listeners(conversation) == 0, Token);
    }

    // Readers join before they are let in. A stranger who knows the id must not turn the owner's readers deaf: while
    // Redis is away they hear only of what is asked for under their tenant.
    [Fact]
    public async Task Subscribe_StrangerWasThereFirst_TheOwnerIsAskedFor()
    {
        var conversation = Guid.Parse(await ConversationAsync());
        var hub = sessions.A.Get<LogHub>();
        using var stranger = await hub.ListenAsync(new LogKey(Ids.New(), conversation, ConversationGuard.None), Token);
        using var call = Create();

        call.Take(Subscribe(1, conversation.ToString()));
        await NextAsync(call, response => response.Subscribed is not null);

        var topics = hub.Topics.Where(topic => topic.ConversationId == conversation).ToList();
        var heads = await sessions.A.Get<LogReads>().HeadsAsync(topics, Token);
        Assert.Equal([(conversation, new LogHead(1, ""))], heads);
    }

    private int Listeners(string conversation) =>
        sessions
            .A.Get<LogHub>()
            .Topics.Where(topic => topic.ConversationId == Guid.Parse(conversation))
            .Sum(topic => topic.Count);

    private FollowCall Create(int maxSubscriptions = 100, int maxWaiting = 100, IIdentityTokens? tokens = null) =>
        new(
            sessions.A.Get<LogSources>(),
            sessions.A.Get<AgentDirectory>(),
            tokens ?? sessions.A.Get<IIdentityTokens>(),
            new LiveOptions { MaxSubscriptionsPerCall = maxSubscriptions, MaxWaitingResponses = maxWaiting },
            NullLogger.Instance,
            stopping.Token,
            ended.Token
        );

    private async Task<string> ConversationAsync() => (await visitor.PostAsync("1")).Conversation.Id;

    private FollowRequest Subscribe(long id, string conversation, string? token = null) =>
        new()
        {
            Subscribe = new Subscribe
            {
                SubscriptionId = id,
                ConversationId = conversation,
                IdentityToken = token ?? visitor.Token,
            },
        };

    private static async Task<FollowResponse> NextAsync(FollowCall call, Func<FollowResponse, bool> wanted) =>
        (await ReadAsync(call, wanted, 1))[0];

    private static async Task<List<FollowResponse>> ReadAsync(
        FollowCall call,
        Func<FollowResponse, bool> wanted,
        int count
    )
    {
        var found = new List<FollowResponse>();
        while (found.Count < count)
        {
            var response = await call.Responses.ReadAsync(Token).AsTask().WithTimeout();
            if (wanted(response))
            {
                found.Add(response);
            }
        }

        return found;
    }

    private sealed class SkewedTokens : IIdentityTokens
    {
        public string Issue(Principal principal) => throw new NotSupportedException();

        public Result<Principal> Validate(string token) => new Unavailable("clocks_differ", "The clocks differ.");
    }
}
