using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;
using Grpc.Core;
using AuthorKind = Chat.Sessions.Conversations.AuthorKind;
using DomainAuthor = Chat.Sessions.Conversations.Author;
using Lease = Chat.Sessions.Speaking.Lease;
using MessageState = Chat.Sessions.Messages.MessageState;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

/// <summary>A call of a speaker, field by field, and what it is refused for.</summary>
public sealed class SpeakMappingTests
{
    private const string Conversation = "0190b000-0000-7000-8000-00000000000a";
    private const string Reply = "0190b000-0000-7000-8000-00000000000b";
    private const string Question = "0190b000-0000-7000-8000-00000000000c";
    private static readonly Guid Tenant = Ids.New();
    private static readonly DateTime Then = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void ToDomain_WholeBegin_HasEachField() =>
        Assert.Equal(
            new ReplyBeginning
            {
                Key = new LeaseKey(Tenant, new Guid(Conversation), new Guid(Reply), 4),
                InReplyTo = new Guid(Question),
                Again = true,
                Speaker = new DomainAuthor(AuthorKind.Ai, "ai", "Max"),
                TextSoFar = "So",
                HistoryLimit = 9,
            },
            SpeakMapping.ToDomain(
                Begin(begin =>
                {
                    begin.Fence = 4;
                    begin.InReplyTo = Question;
                    begin.Again = true;
                    begin.TextSoFar = "So";
                    begin.HistoryLimit = 9;
                }),
                Tenant
            )
        );

    [Fact]
    public void ToDomain_BeginOfNoMessage_AnswersNone() =>
        Assert.Null(SpeakMapping.ToDomain(Begin(_ => { }), Tenant).InReplyTo);

    [Theory]
    [InlineData(0)]
    [InlineData(MessagesLimits.History)]
    public void ToDomain_HistoryWithinItsBounds_IsTaken(int limit) =>
        Assert.Equal(limit, SpeakMapping.ToDomain(Begin(begin => begin.HistoryLimit = limit), Tenant).HistoryLimit);

    [Theory]
    [InlineData(-1)]
    [InlineData(MessagesLimits.History + 1)]
    public void ToDomain_HistoryBeyondItsBounds_IsRefused(int limit) =>
        Assert.Equal("/begin/historyLimit out_of_range", FaultOf(begin => begin.HistoryLimit = limit));

    public static TheoryData<string, Action<SpeakBegin>> BadBegins { get; } =
        new()
        {
            { "/begin/speaker required", begin => begin.Speaker = null },
            { "/begin/speaker/id characters", begin => begin.Speaker.Id = "a\0" },
            { "/begin/speaker/displayName characters", begin => begin.Speaker.DisplayName = "\0" },
            { "/begin/textSoFar characters", begin => begin.TextSoFar = "a\0b" },
            { "/begin/replyId format", begin => begin.ReplyId = "" },
            { "/begin/replyId format", begin => begin.ReplyId = "{" + Reply + "}" },
            { "/begin/inReplyTo format", begin => begin.InReplyTo = "x" },
        };

    [Theory]
    [MemberData(nameof(BadBegins), DisableDiscoveryEnumeration = true)]
    public void ToDomain_BeginThatCannotBe_IsNamed(string fault, Action<SpeakBegin> spoil) =>
        Assert.Equal(fault, FaultOf(spoil));

    [Fact]
    public void ToDomain_BeginInWhatIsNoConversation_IsNotFound() =>
        Assert.Equal(
            "conversation_not_found",
            Assert
                .Throws<RpcException>(() => SpeakMapping.ToDomain(Begin(begin => begin.ConversationId = "x"), Tenant))
                .ToError()
                .Code
        );

    [Fact]
    public void ToDomain_WholeCommit_HasEachField()
    {
        var ending = SpeakMapping.ToDomain(
            new SpeakCommit
            {
                Text = "Yes [1]",
                State = Wire.MessageState.Interrupted,
                InterruptionReason = "stopped",
                Citations =
                {
                    new Wire.Citation { Index = 1, Title = "T" },
                },
                Usage = new Wire.Usage
                {
                    Provider = "p",
                    Model = "m",
                    OutputTokens = 2,
                },
            }
        );

        Assert.Equal(
            ("Yes [1]", MessageState.Interrupted, "stopped"),
            (ending.Text, ending.State, ending.InterruptionReason)
        );
        Assert.Equal((1, "T"), (Assert.Single(ending.Citations).Index, ending.Citations[0].Title));
        Assert.Equal(("p", "m", 2), (ending.Usage!.Provider, ending.Usage.Model, ending.Usage.OutputTokens));
    }

    [Theory]
    [InlineData(Wire.MessageState.Unspecified)]
    [InlineData(Wire.MessageState.Complete)]
    public void ToDomain_CommitThatIsNotInterrupted_IsComplete(Wire.MessageState state)
    {
        var ending = SpeakMapping.ToDomain(new SpeakCommit { State = state });

        Assert.Equal((MessageState.Complete, null, null), (ending.State, ending.InterruptionReason, ending.Usage));
        Assert.Empty(ending.Citations);
    }

    [Fact]
    public void ToDomain_TextAtItsBound_IsTaken() =>
        Assert.Equal(
            MessagesLimits.ReplyText,
            SpeakMapping.ToDomain(new SpeakCommit { Text = new string('x', MessagesLimits.ReplyText) }).Text.Length
        );

    public static TheoryData<string, SpeakCommit> BadCommits { get; } =
        new()
        {
            {
                "/commit/text length",
                new SpeakCommit { Text = new string('x', MessagesLimits.ReplyText + 1) }
            },
            {
                "/commit/text characters",
                new SpeakCommit { Text = "\0" }
            },
            {
                "/commit/interruptionReason characters",
                new SpeakCommit { InterruptionReason = "\0" }
            },
            {
                "/commit/usage/provider characters",
                new SpeakCommit { Usage = new Wire.Usage { Provider = "\0" } }
            },
            {
                "/commit/usage/model characters",
                new SpeakCommit { Usage = new Wire.Usage { Model = "\0" } }
            },
            { "/commit/citations/1 characters", Citing(new Wire.Citation { DocumentId = "\0" }) },
            { "/commit/citations/1 characters", Citing(new Wire.Citation { ChunkId = "\0" }) },
            { "/commit/citations/1 characters", Citing(new Wire.Citation { Title = "\0" }) },
            { "/commit/citations/1 characters", Citing(new Wire.Citation { Url = "\0" }) },
            { "/commit/citations/1 characters", Citing(new Wire.Citation { Quote = "\0" }) },
        };

    [Theory]
    [MemberData(nameof(BadCommits), DisableDiscoveryEnumeration = true)]
    public void ToDomain_CommitThatCannotBeKept_IsNamed(string fault, SpeakCommit commit) =>
        Assert.Equal(fault, FaultOf(() => SpeakMapping.ToDomain(commit)));

    [Fact]
    public void ToWire_BegunReply_IsGrantedWithItsHistory()
    {
        var granted = GrantedWith(Message(1), Message(2));

        Assert.Equal(
            (7, Reply, Then),
            (granted.Lease.Fence, granted.Lease.ReplyId, granted.Lease.ExpiresAt.ToDateTime())
        );
        Assert.Equal([1, 2], granted.History.Select(message => message.Sequence));
    }

    [Fact]
    public void ToWire_History_IsWithoutMetadata() =>
        Assert.Empty(Assert.Single(GrantedWith(Message(1) with { Metadata = "{}" }).History).MetadataJson);

    [Fact]
    public void ToWire_HistoryLongerThanACallMayBe_IsItsNewest() =>
        Assert.Equal(
            [2, 3],
            GrantedWith(Message(1), Long(10, 2), Long(MessagesLimits.HistoryText - 10, 3))
                .History.Select(message => message.Sequence)
        );

    [Fact]
    public void ToWire_StoredReply_IsCommitted()
    {
        var response = SpeakMapping.ToWire(Message(3));

        Assert.Equal(SpeakResponse.ResponseOneofCase.Committed, response.ResponseCase);
        Assert.Equal(3, response.Committed.Message.Sequence);
    }

    private static SpeakGranted GrantedWith(params StoredMessage[] history) =>
        SpeakMapping
            .ToWire(
                new BegunReply
                {
                    Reply = null!,
                    Caller = 1,
                    Lease = new Lease(7, new Guid(Reply), Then),
                    History = history,
                }
            )
            .Granted;

    private static StoredMessage Long(int length, long sequence) =>
        Message(sequence) with
        {
            Text = new string('x', length),
        };

    private static SpeakCommit Citing(Wire.Citation bad) => new() { Citations = { new Wire.Citation(), bad } };

    private static string FaultOf(Action<SpeakBegin> spoil) =>
        FaultOf(() => SpeakMapping.ToDomain(Begin(spoil), Tenant));

    private static string FaultOf(Func<object> map)
    {
        var error = Assert.Throws<RpcException>(() => _ = map()).ToError();
        var fault = Assert.Single(Assert.IsType<Invalid>(error).Faults);
        return $"{fault.Pointer} {fault.Code}";
    }

    private static SpeakBegin Begin(Action<SpeakBegin> change)
    {
        var begin = new SpeakBegin
        {
            ConversationId = Conversation,
            ReplyId = Reply,
            Speaker = new Wire.Author
            {
                Kind = Wire.AuthorKind.Ai,
                Id = "ai",
                DisplayName = "Max",
            },
        };
        change(begin);
        return begin;
    }

    private static StoredMessage Message(long sequence) =>
        new()
        {
            Id = Ids.New(),
            ConversationId = new Guid(Conversation),
            Sequence = sequence,
            Author = new DomainAuthor(AuthorKind.Ai, "ai", ""),
            Text = "Hi",
            CreatedAt = Then,
            State = MessageState.Complete,
        };
}
