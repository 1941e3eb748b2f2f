using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings.Sections;
using Grpc.Core;
using Lease = Chat.Sessions.Speaking.Lease;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Messages;

/// <summary>A message to add and what came of it, field by field.</summary>
public sealed class PostMessageMappingTests
{
    private const string Id = "0190b000-0000-7000-8000-00000000000a";
    private const string Reply = "0190b000-0000-7000-8000-00000000000b";
    private static readonly DateTime Then = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Principal Caller = new()
    {
        TenantId = Ids.New(),
        Subject = "v",
        Kind = PrincipalKind.Visitor,
    };

    private static readonly AiSettings Styled = new()
    {
        DebounceMilliseconds = 5,
        Character = new AiCharacter
        {
            Name = "Max",
            Tone = "warm",
            Personality = "patient",
        },
    };

    [Fact]
    public void ToDomain_WholeRequest_HasEachField()
    {
        var request = PostMessageMapping.ToDomain(
            new Wire.PostMessageRequest
            {
                ConversationId = Id,
                ExternalId = "e",
                ReuseLive = true,
                Author = new Wire.Author
                {
                    Kind = Wire.AuthorKind.User,
                    Id = "u",
                    DisplayName = "U",
                },
                Text = "Hi",
                Type = Wire.MessageType.Card,
                Visibility = Wire.MessageVisibility.Internal,
                MetadataJson = "{}",
                ClientMessageId = "c",
                Lease = new Wire.LeaseRequest { ReplyId = Reply, Again = Wire.AnswerAgain.IfInterrupted },
                HistoryLimit = 7,
            },
            Caller
        );

        Assert.Equal(
            new PostMessageRequest
            {
                Principal = Caller,
                ConversationId = new Guid(Id),
                ExternalId = "e",
                ReuseLive = true,
                Author = new Author(AuthorKind.User, "u", "U"),
                Text = "Hi",
                Type = MessageType.Card,
                Visibility = MessageVisibility.Internal,
                Metadata = "{}",
                ClientMessageId = "c",
                LeaseReplyId = new Guid(Reply),
                Again = AnswerAgain.IfInterrupted,
                HistoryLimit = 7,
            },
            request
        );
    }

    [Fact]
    public void ToDomain_WhatIsNotSaid_IsTheUsual()
    {
        var request = PostMessageMapping.ToDomain(new Wire.PostMessageRequest(), Caller);

        Assert.Equal((MessageType.Text, MessageVisibility.Public), (request.Type, request.Visibility));
        Assert.Equal((null, null, AnswerAgain.Never), (request.ConversationId, request.LeaseReplyId, request.Again));
        // Nobody: the validator asks for an author.
        Assert.False(Enum.IsDefined(request.Author.Kind));
    }

    [Theory]
    [InlineData(Wire.AnswerAgain.Unspecified, AnswerAgain.Never)]
    [InlineData(Wire.AnswerAgain.IfInterrupted, AnswerAgain.IfInterrupted)]
    [InlineData(Wire.AnswerAgain.Always, AnswerAgain.Always)]
    internal void ToDomain_LeaseAskedForAgain_SaysWhen(Wire.AnswerAgain wire, AnswerAgain again) =>
        Assert.Equal(
            again,
            PostMessageMapping
                .ToDomain(
                    new Wire.PostMessageRequest
                    {
                        Lease = new Wire.LeaseRequest { ReplyId = Reply, Again = wire },
                    },
                    Caller
                )
                .Again
        );

    [Theory]
    [InlineData(PrincipalKind.Visitor, false, false)]
    [InlineData(PrincipalKind.User, false, false)]
    [InlineData(PrincipalKind.SecretKey, false, true)]
    [InlineData(PrincipalKind.SecretKey, true, false)]
    [InlineData(PrincipalKind.Service, true, false)]
    public void ToDomain_Message_AsksNothingUnlessItsSenderHasItAnswered(PrincipalKind kind, bool leased, bool nothing)
    {
        var request = new Wire.PostMessageRequest { Lease = leased ? new() { ReplyId = Reply } : null };

        Assert.Equal(nothing, PostMessageMapping.ToDomain(request, Caller with { Kind = kind }).AsksNothing);
    }

    [Fact]
    public void ToDomain_ConversationThatIsNoId_IsNotFound()
    {
        var refusal = Assert.Throws<RpcException>(() =>
            PostMessageMapping.ToDomain(new Wire.PostMessageRequest { ConversationId = "x" }, Caller)
        );

        Assert.Equal("conversation_not_found", refusal.ToError().Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public void ToDomain_LeaseForWhatIsNoId_IsNamed(string replyId)
    {
        var refusal = Assert.Throws<RpcException>(() =>
            PostMessageMapping.ToDomain(
                new Wire.PostMessageRequest { Lease = new Wire.LeaseRequest { ReplyId = replyId } },
                Caller
            )
        );

        Assert.Equal("/lease/replyId", Assert.Single(Assert.IsType<Invalid>(refusal.ToError()).Faults).Pointer);
    }

    [Fact]
    public void ToWire_Appended_HasEachField()
    {
        var response = PostMessageMapping.ToWire(
            Bare with
            {
                Created = true,
                Duplicate = true,
                Followed = true,
                KnowledgeOnly = true,
                Lease = new Lease(9, new Guid(Reply), Then.AddSeconds(3)),
                BusyAnswers = new Guid(Id),
                ExistingReply = Message("old", 1),
                Ai = Styled,
                History = [Message("a", 2), Message("b", 3)],
            }
        );

        Assert.Equal((Id, "new"), (response.Conversation.Id, response.Message.Text));
        Assert.Equal(
            (true, true, true, true),
            (response.Created, response.Duplicate, response.Followed, response.KnowledgeOnly)
        );
        Assert.Equal(
            (9, Reply, Then.AddSeconds(3)),
            (response.Lease.Fence, response.Lease.ReplyId, response.Lease.ExpiresAt.ToDateTime())
        );
        Assert.Equal(("", Id, "old"), (response.BusyReplyId, response.BusyAnswers, response.ExistingReply.Text));
        Assert.Equal(["a", "b"], response.History.Select(message => message.Text));
        Assert.Equal((5, "Max"), (response.Pace.DebounceMilliseconds, response.Character.Name));
    }

    [Fact]
    public void ToWire_NothingButTheMessage_HasNothingElse()
    {
        var response = PostMessageMapping.ToWire(Bare);

        Assert.Equal(
            (false, false, false, false),
            (response.Created, response.Duplicate, response.Followed, response.KnowledgeOnly)
        );
        Assert.Equal(("", ""), (response.BusyReplyId, response.BusyAnswers));
        Assert.Null(response.Lease);
        Assert.Null(response.ExistingReply);
        Assert.Null(response.Pace);
        Assert.Null(response.Character);
        Assert.Empty(response.History);
    }

    [Fact]
    public void ToWire_CharacterWhereNobodyWillSpeak_IsNotSaid() =>
        Assert.Null(PostMessageMapping.ToWire(Bare with { Ai = Styled }).Character);

    [Fact]
    public void ToWire_LeaseIsAnothers_SaysWhoseAndTheCharacter()
    {
        var response = PostMessageMapping.ToWire(Bare with { Ai = Styled, BusyReplyId = new Guid(Reply) });

        Assert.Equal((Reply, "Max"), (response.BusyReplyId, response.Character.Name));
    }

    [Fact]
    public void ToWire_HistoryAsLongAsItMayBe_IsAllOfIt() =>
        Assert.Equal([3, 4], Sequences(Long(MessagesLimits.HistoryText - 10, 3), Long(10, 4)));

    [Fact]
    public void ToWire_HistoryOneUnitTooLong_IsWithoutItsOldest() =>
        Assert.Equal([4], Sequences(Long(MessagesLimits.HistoryText - 9, 3), Long(10, 4)));

    // One that is left out in between would tell the AI of an answer to what was never asked.
    [Fact]
    public void ToWire_TooLongMessageAmongShortOnes_EndsTheHistoryThere() =>
        Assert.Equal([5], Sequences(Long(1, 3), Long(MessagesLimits.HistoryText, 4), Long(1, 5)));

    // Many answers come in one call: with 8,192 units of metadata in each message they would be larger than one may be.
    [Fact]
    public void ToWire_History_HasWhatWasSaidAlone()
    {
        var said = Message("Hello", 3);
        var full = said with
        {
            Metadata = "{}",
            Usage = new Usage
            {
                Provider = "p",
                Model = "m",
                InputTokens = 1,
                OutputTokens = 2,
                Estimated = false,
            },
            Citations =
            [
                new Citation
                {
                    Index = 1,
                    DocumentId = "d",
                    ChunkId = "c",
                    Title = "t",
                    Url = "u",
                    Quote = "q",
                },
            ],
        };

        var history = PostMessageMapping.ToWire(Bare with { History = [full] }).History;

        Assert.Equal(said.ToWire(), Assert.Single(history));
    }

    private static IEnumerable<long> Sequences(params StoredMessage[] history) =>
        PostMessageMapping.ToWire(Bare with { History = history }).History.Select(message => message.Sequence);

    private static StoredMessage Long(int length, long sequence) => Message(new string('x', length), sequence);

    private static StoredMessage Message(string text, long sequence) =>
        new()
        {
            Id = Ids.New(),
            ConversationId = new Guid(Id),
            Sequence = sequence,
            Author = new Author(AuthorKind.Visitor, "v", ""),
            Text = text,
            CreatedAt = Then,
            State = MessageState.Complete,
        };

    private static readonly Appended Bare = new()
    {
        Conversation = new ConversationSnapshot
        {
            Id = new Guid(Id),
            ExternalId = null,
            Owner = new Author(AuthorKind.Visitor, "v", ""),
            Mode = ConversationMode.Ai,
            Status = ConversationStatus.Open,
            Epoch = 1,
            LastSequence = 4,
            CreatedAt = Then,
            UpdatedAt = Then,
        },
        Message = Message("new", 4),
        Created = false,
        Duplicate = false,
    };
}
