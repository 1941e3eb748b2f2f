using Chat.ServiceDefaults;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

[Trait("Level", "Component")]
public sealed class SpeakTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Speak_BeginAndCommitInOneMessage_StoresTheReply()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));

        var reply = await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");

        Assert.Equal(posted.Lease.ReplyId, reply.Id);
        Assert.Equal(2, reply.Sequence);
        Assert.Equal(posted.Message.Id, reply.InReplyTo);
        Assert.Equal(Wire.AuthorKind.Ai, reply.Author.Kind);
        Assert.Equal(reply, (await visitor.ListAsync(posted.Conversation.Id)).Messages[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Speak_NothingWasSaid_GivesTheLeaseBackWithoutAMessage(bool atOnce)
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = new SpeakingCaller(visitor);
        var request = new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) };
        if (!atOnce)
        {
            await speaking.SendAsync(request);
            await speaking.NextAsync();
            request = new Wire.SpeakRequest();
        }

        request.Commit = SpeakingCaller.Commit("");
        await speaking.SendAsync(request);

        Assert.Null((await speaking.NextAsync()).Committed.Message);
        Assert.Single((await visitor.ListAsync(posted.Conversation.Id)).Messages);
        Assert.NotNull((await visitor.PostAsync(visitor.Question("Again?", posted.Conversation.Id))).Lease);
    }

    [Fact]
    public async Task Speak_CitationsAndUsage_AreKept()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var commit = SpeakingCaller.Commit("See [1].");
        commit.Citations.Add(
            new Wire.Citation
            {
                Index = 1,
                DocumentId = "d",
                ChunkId = "c",
                Title = "Title",
                Url = "https://example.com",
                Quote = "words",
            }
        );
        commit.Usage = new Wire.Usage
        {
            Provider = "local",
            Model = "m",
            InputTokens = 3,
            OutputTokens = 4,
            Estimated = true,
        };
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted), Commit = commit });
        await speaking.NextAsync();

        var stored = (await visitor.ListAsync(posted.Conversation.Id)).Messages[1];

        Assert.Equal(commit.Citations, stored.Citations);
        Assert.Equal(commit.Usage, stored.Usage);
    }

    [Fact]
    public async Task Speak_BeginDeltasCommit_GrantsThenCommits()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = new SpeakingCaller(visitor);

        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        var granted = await speaking.NextAsync();
        await speaking.SayAsync(posted.Lease.ReplyId, 0, "Because.");
        await speaking.SendAsync(new Wire.SpeakRequest { Commit = SpeakingCaller.Commit("Because.") });
        var committed = await speaking.NextAsync();

        Assert.Equal(posted.Lease.Fence, granted.Granted.Lease.Fence);
        Assert.Equal("Because.", committed.Committed.Message.Text);
        Assert.False(await speaking.EndedAsync());
    }

    [Fact]
    public async Task Speak_RepeatedCommit_ReturnsTheFirst()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var first = await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");

        var second = await SpeakingCaller.AnswerAsync(visitor, posted, "Because of something else.");

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Speak_AfterCommit_TheLeaseIsFree()
    {
        var posted = await visitor.PostAsync(visitor.Question("1"));
        await SpeakingCaller.AnswerAsync(visitor, posted, "one");

        var next = await visitor.PostAsync(visitor.Question("2", posted.Conversation.Id));

        Assert.Equal(posted.Lease.Fence + 1, next.Lease.Fence);
        Assert.Equal("", next.BusyReplyId);
    }

    [Fact]
    public async Task Speak_WrongFence_IsAborted()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        posted.Lease.Fence += 1;

        var refusal = await Caller.RefusalAsync(() => SpeakingCaller.AnswerAsync(visitor, posted, "Because."));

        Assert.Equal(StatusCode.Aborted, refusal.StatusCode);
        Assert.Single((await visitor.ListAsync(posted.Conversation.Id)).Messages);
    }

    [Fact]
    public async Task Speak_WithoutScope_IsForbidden()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var plain = new Caller(sessions.A, visitor.Principal with { Scopes = new HashSet<string>() });

        var refusal = await Caller.RefusalAsync(() => SpeakingCaller.AnswerAsync(plain, posted, "Because."));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task Speak_AnotherTenantsConversation_IsAbsent()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));

        var refusal = await Caller.RefusalAsync(() =>
            SpeakingCaller.AnswerAsync(Caller.Visitor(sessions.A), posted, "Because.")
        );

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task Speak_FenceZeroWhileBusy_WaitsForTheSpeakerOnAnotherInstance()
    {
        var first = await visitor.PostAsync(visitor.Question("1"));
        var second = await visitor.PostAsync(visitor.Question("2", first.Conversation.Id));
        var begin = SpeakingCaller.Begin(first);
        (begin.ReplyId, begin.Fence, begin.InReplyTo, begin.HistoryLimit) = (Ids.NewText(), 0, second.Message.Id, 10);
        using var waiting = new SpeakingCaller(visitor.At(sessions.B));
        await waiting.SendAsync(new Wire.SpeakRequest { Begin = begin });
        var granted = waiting.NextAsync();

        await SpeakingCaller.AnswerAsync(visitor, first, "one");

        var history = (await granted).Granted.History.Select(message => message.Text);
        Assert.Equal(["1", "2", "one"], history);
        Assert.Equal(first.Lease.ReplyId, second.BusyReplyId);
    }

    [Fact]
    public async Task Speak_FenceZeroAndExpiredLease_TakesIt()
    {
        var posted = await visitor.PostAsync(visitor.Question("1"));
        var begin = SpeakingCaller.Begin(posted);
        (begin.ReplyId, begin.Fence) = (Ids.NewText(), 0);
        using var speaking = new SpeakingCaller(visitor);

        await speaking.SendAsync(new Wire.SpeakRequest { Begin = begin });
        var granted = await speaking.NextAsync();

        Assert.Equal(posted.Lease.Fence + 1, granted.Granted.Lease.Fence);
    }

    [Fact]
    public async Task Speak_FirstMessageWithoutBegin_IsInvalid()
    {
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SayAsync(Ids.NewText(), 0, "text");

        var refusal = await Caller.RefusalAsync(speaking.NextAsync);

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Theory]
    [InlineData("speaker")]
    [InlineData("text")]
    [InlineData("reason")]
    [InlineData("citation")]
    public async Task Speak_WithACharacterThatCannotBeStored_IsInvalid(string field)
    {
        const string Text = "a\0b";
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var (begin, commit) = (SpeakingCaller.Begin(posted), SpeakingCaller.Commit("Because."));
        begin.Speaker = begin.Speaker.Clone();
        _ = field switch
        {
            "speaker" => begin.Speaker.DisplayName = Text,
            "text" => commit.Text = Text,
            "reason" => commit.InterruptionReason = Text,
            _ => Cite(commit).Quote = Text,
        };
        using var speaking = new SpeakingCaller(visitor);

        await speaking.SendAsync(new Wire.SpeakRequest { Begin = begin, Commit = commit });
        var refusal = await Caller.RefusalAsync(speaking.NextAsync);

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    private static Wire.Citation Cite(Wire.SpeakCommit commit)
    {
        commit.Citations.Add(new Wire.Citation { Index = 1, Title = "t" });
        return commit.Citations[0];
    }
}
