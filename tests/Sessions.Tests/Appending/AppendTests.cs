using System.Diagnostics;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Appending;

[Trait("Level", "Component")]
public sealed class AppendTests(SessionsFixture sessions)
{
    private readonly Caller service = new(sessions.A, Principal.ForService("inference", Guid.Empty));
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Append_MessagesOfTwoTenants_EachIsStoredInItsOwn()
    {
        var other = Caller.Visitor(sessions.A);

        var results = await AppendAsync(Post(visitor, "One"), Post(other, "Two"));

        Assert.Equal(["One", "Two"], results.Select(result => result.Posted.Message.Text));
        Assert.Single((await visitor.ListAsync(results[0].Posted.Conversation.Id)).Messages);
        var foreign = await Caller.RefusalAsync(() => visitor.ListAsync(results[1].Posted.Conversation.Id));
        Assert.Equal(StatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Append_MessagesOfOneConversation_KeepTheirOrder()
    {
        var posted = await visitor.PostAsync("First");
        var texts = Enumerable.Range(1, 20).Select(n => $"No {n}").ToList();

        var results = await AppendAsync([.. texts.Select(text => Post(visitor, text, posted.Conversation.Id))]);

        Assert.Equal(Enumerable.Range(2, 20).Select(n => (long)n), results.Select(r => r.Posted.Message.Sequence));
        var stored = (await visitor.ListAsync(posted.Conversation.Id, after: 1)).Messages;
        Assert.Equal(texts, stored.Select(message => message.Text));
    }

    [Fact]
    public async Task Append_OneItemIsInvalid_TheOthersAreStored()
    {
        var results = await AppendAsync(Post(visitor, ""), Post(visitor, "Good"), Post(visitor, "x", "no-id"));

        var invalid = Assert.IsType<Invalid>(results[0].Error.ToError());
        Assert.Equal("/text", Assert.Single(invalid.Faults).Pointer);
        Assert.Equal("Good", results[1].Posted.Message.Text);
        Assert.Equal("conversation_not_found", results[2].Error.ToError().Code);
    }

    [Fact]
    public async Task Append_AnotherVisitorsConversation_IsNotFound()
    {
        var posted = await visitor.PostAsync("Mine");
        var thief = Caller.Visitor(sessions.A, visitor.Principal.TenantId);

        var results = await AppendAsync(Post(thief, "Yours?", posted.Conversation.Id));

        Assert.Equal("conversation_not_found", results[0].Error.ToError().Code);
    }

    [Fact]
    public async Task Append_ForgedIdentity_IsRefused()
    {
        var item = Post(visitor, "Hello");
        item.Identity = item.Identity[..^4] + "AAAA";

        var results = await AppendAsync(item);

        Assert.Equal("token_invalid", Assert.IsType<Unauthenticated>(results[0].Error.ToError()).Code);
    }

    [Fact]
    public async Task Append_CallerIsNoService_IsRefused()
    {
        var request = new Wire.AppendRequest { Items = { Post(visitor, "Hello") } };

        var refusal = await Caller.RefusalAsync(async () =>
            await sessions.A.Conversations.AppendAsync(request, visitor.Options(Cancel))
        );

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public async Task Append_NoneOrTooMany_IsInvalid(int count)
    {
        var refusal = await Caller.RefusalAsync(() =>
            AppendAsync([.. Enumerable.Range(0, count).Select(_ => Post(visitor, "Hello"))])
        );

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public async Task Append_FinishedReply_IsStoredAndGivesTheLeaseBack()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));

        var results = await AppendAsync(Finish(Speaker, posted, "Because."));

        Assert.Equal(
            (posted.Lease.ReplyId, 2L),
            (results[0].Committed.Message.Id, results[0].Committed.Message.Sequence)
        );
        var next = await visitor.PostAsync(visitor.Question("And?", posted.Conversation.Id));
        Assert.NotNull(next.Lease);
    }

    [Fact]
    public async Task Append_FinishedReplyAgain_GivesTheFirstOnesMessage()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var first = await AppendAsync(Finish(Speaker, posted, "Because."));

        var again = await AppendAsync(Finish(Speaker, posted, "Because."));

        Assert.Equal(first[0].Committed.Message, again[0].Committed.Message);
    }

    [Fact]
    public async Task Append_ReplyUnderAnOldFence_IsRefused()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var finish = Finish(Speaker, posted, "Because.");
        finish.Finish.Begin.Fence = posted.Lease.Fence + 1;

        var results = await AppendAsync(finish);

        Assert.Equal("lease_lost", results[0].Error.ToError().Code);
    }

    [Fact]
    public async Task Append_ReplyWithoutTheRightToSpeak_IsRefused()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var silent = new Caller(sessions.A, visitor.Principal with { Scopes = new HashSet<string>() });

        var results = await AppendAsync(Finish(silent, posted, "Because."));

        Assert.Equal("speak_forbidden", results[0].Error.ToError().Code);
    }

    [Fact]
    public async Task Append_ItemsOfSeveralTraces_EachEventKeepsItsOwn()
    {
        var traces = Enumerable.Range(0, 2).Select(_ => ActivityTraceId.CreateRandom().ToHexString()).ToList();
        var items = traces.ConvertAll(trace =>
        {
            var item = Post(visitor, trace);
            item.TraceParent = $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01";
            return item;
        });
        items.Add(Post(visitor, "none"));
        items[2].TraceParent = "strange";

        var results = await AppendAsync([.. items]);

        Assert.All(results, result => Assert.NotNull(result.Posted));
        await using var command = sessions.A.Admin.CreateCommand(
            "select distinct substr(trace_parent, 4, 32) from outbox where tenant_id = $1"
        );
        command.Parameters.AddWithValue(visitor.Principal.TenantId);
        await using var row = await command.ExecuteReaderAsync(Cancel);
        var stored = new HashSet<string>();
        while (await row.ReadAsync(Cancel))
        {
            stored.Add(row.IsDBNull(0) ? "" : row.GetString(0));
        }

        Assert.Superset(traces.ToHashSet(), stored);
    }

    [Fact]
    public async Task Append_SomebodyFollowsHere_SaysSo()
    {
        var posted = await visitor.PostAsync("First");
        Assert.False(posted.Followed);
        using var follower = new Follower(visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();

        var results = await AppendAsync(Post(visitor, "Second", posted.Conversation.Id));

        Assert.True(results[0].Posted.Followed);
    }

    [Fact]
    public async Task Append_LongHistory_GivesTheNewestThatFit()
    {
        var posted = await visitor.PostAsync("First");
        for (var n = 0; n < 5; n++)
        {
            await visitor.PostAsync(new string((char)('a' + n), 10_000), posted.Conversation.Id);
        }

        var last = Post(visitor, "Last", posted.Conversation.Id);
        last.Post.HistoryLimit = 50;
        var results = await AppendAsync(last);

        Assert.Equal(['c', 'd', 'e'], results[0].Posted.History.Select(message => message.Text[0]));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Caller Speaker => new(sessions.A, Principal.ForService("inference", visitor.Principal.TenantId, "speak"));

    [Fact]
    public async Task Append_AsMuchAsIsSentAtOnce_IsStored()
    {
        var metadata = $$"""{"a":"{{new string('語', 8_000)}}"}""";
        var items = Enumerable.Range(0, 16).Select(_ => Post(visitor, new string('語', 10_000))).ToArray();
        Array.ForEach(items, item => item.Post.MetadataJson = metadata);

        var results = await AppendAsync(items);

        Assert.All(results, static result => Assert.Equal(10_000, result.Posted.Message.Text.Length));
    }

    private async Task<IReadOnlyList<Wire.AppendResult>> AppendAsync(params Wire.AppendItem[] items)
    {
        var request = new Wire.AppendRequest { Items = { items } };
        var response = await sessions
            .A.Conversations.AppendAsync(request, service.Options(Cancel))
            .ResponseAsync.WithTimeout();
        return response.Results;
    }

    private static Wire.AppendItem Post(Caller caller, string text, string conversationId = "") =>
        new() { Identity = caller.Token, Post = caller.Message(text, conversationId) };

    private static Wire.AppendItem Finish(Caller speaker, Wire.PostMessageResponse posted, string text) =>
        new()
        {
            Identity = speaker.Token,
            Finish = new Wire.FinishReply
            {
                Begin = SpeakingCaller.Begin(posted),
                Commit = SpeakingCaller.Commit(text),
            },
        };
}
