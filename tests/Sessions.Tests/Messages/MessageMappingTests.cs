using Chat.Sessions.Conversations;
using Chat.Sessions.Labels;
using Chat.Sessions.Messages;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Messages;

/// <summary>A message, field by field, in the services' words and in those of REST.</summary>
public sealed class MessageMappingTests
{
    private static readonly DateTime Then = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Id = new("0190b000-0000-7000-8000-000000000001");
    private static readonly Guid Conversation = new("0190b000-0000-7000-8000-000000000002");
    private static readonly Guid Question = new("0190b000-0000-7000-8000-000000000003");
    private static readonly Guid Older = new("0190b000-0000-7000-8000-000000000004");
    private static readonly Author Ada = new(AuthorKind.Agent, "ada", "Ada");

    private static readonly Citation Passage = new()
    {
        Index = 1,
        DocumentId = "d",
        ChunkId = "k",
        Title = "T",
        Url = "https://a",
        Quote = "Q",
    };

    private static readonly Usage Cost = new()
    {
        Provider = "p",
        Model = "m",
        InputTokens = 1,
        OutputTokens = 2,
        Estimated = true,
        CachedInputTokens = 3,
        CacheWriteTokens = 4,
    };

    private static readonly StoredMessage Bare = new()
    {
        Id = Id,
        ConversationId = Conversation,
        Sequence = 7,
        Author = Ada,
        Text = "Hi",
        CreatedAt = Then,
        State = MessageState.Complete,
    };

    private static readonly StoredMessage Whole = Bare with
    {
        ClientMessageId = "c",
        State = MessageState.Interrupted,
        InterruptionReason = "stopped",
        InReplyTo = Question,
        Citations = [Passage, Passage with { Index = 2 }],
        Usage = Cost,
        Supersedes = Older,
        Type = MessageType.Card,
        Visibility = MessageVisibility.Internal,
        Metadata = """{"a":1}""",
        EditedAt = Then.AddSeconds(1),
        DeletedAt = Then.AddSeconds(2),
        Reactions = [new Reaction("x", [Ada, new Author(AuthorKind.Visitor, "v", "")])],
        Delivery = DeliveryStatus.Read,
        Label = TrainingLabel.NeedsReview,
    };

    [Fact]
    public void ToWire_WholeMessage_HasEachField()
    {
        var wire = Whole.ToWire();

        Assert.Equal(
            (Id.ToString(), Conversation.ToString(), 7, "Hi", "c"),
            (wire.Id, wire.ConversationId, wire.Sequence, wire.Text, wire.ClientMessageId)
        );
        Assert.Equal(
            (Wire.MessageState.Interrupted, "stopped", Question.ToString(), Older.ToString()),
            (wire.State, wire.InterruptionReason, wire.InReplyTo, wire.Supersedes)
        );
        Assert.Equal(
            (Wire.MessageType.Card, Wire.MessageVisibility.Internal, """{"a":1}"""),
            (wire.Type, wire.Visibility, wire.MetadataJson)
        );
        Assert.Equal(
            (Then, Then.AddSeconds(1), Then.AddSeconds(2)),
            (wire.CreatedAt.ToDateTime(), wire.EditedAt.ToDateTime(), wire.DeletedAt.ToDateTime())
        );
        Assert.Equal([1, 2], wire.Citations.Select(citation => citation.Index));
        Assert.Equal(Cost.ToWire(), wire.Usage);
        var reaction = Assert.Single(wire.Reactions);
        Assert.Equal("x", reaction.Emoji);
        Assert.Equal(["ada", "v"], reaction.Authors.Select(author => author.Id));
    }

    [Fact]
    public void ToWire_WhatIsNotThere_IsEmpty()
    {
        var wire = Bare.ToWire();

        Assert.Equal(
            ("", "", "", "", ""),
            (wire.ClientMessageId, wire.InterruptionReason, wire.InReplyTo, wire.Supersedes, wire.MetadataJson)
        );
        Assert.Null(wire.Usage);
        Assert.Null(wire.Event);
        Assert.Null(wire.EditedAt);
        Assert.Null(wire.DeletedAt);
        Assert.Empty(wire.Citations);
        Assert.Empty(wire.Reactions);
        Assert.Equal(
            (Wire.MessageType.Text, Wire.MessageVisibility.Public, Wire.MessageState.Complete),
            (wire.Type, wire.Visibility, wire.State)
        );
    }

    [Fact]
    public void WithoutContent_InternalMessage_IsAPlaceThatSaysNothing()
    {
        var shown = Whole.ToWire().WithoutContent();

        Assert.Equal(
            new Wire.Message
            {
                Id = Id.ToString(),
                ConversationId = Conversation.ToString(),
                Sequence = 7,
                Author = new Wire.Author { Kind = Wire.AuthorKind.System },
                CreatedAt = Whole.ToWire().CreatedAt,
                State = Wire.MessageState.Complete,
                Type = Wire.MessageType.Event,
                Visibility = Wire.MessageVisibility.Internal,
            },
            shown
        );
    }

    [Fact]
    public void ToDomain_WhatWasMapped_IsWhatItWas()
    {
        Assert.Equal(Passage, Passage.ToWire().ToDomain());
        Assert.Equal(Cost, Cost.ToWire().ToDomain());
        Assert.Equal(Ada, Ada.ToWire().ToDomain());
    }

    [Theory]
    [InlineData(AuthorKind.Visitor, Wire.AuthorKind.Visitor, "visitor")]
    [InlineData(AuthorKind.User, Wire.AuthorKind.User, "user")]
    [InlineData(AuthorKind.Agent, Wire.AuthorKind.Agent, "agent")]
    [InlineData(AuthorKind.Ai, Wire.AuthorKind.Ai, "ai")]
    [InlineData(AuthorKind.System, Wire.AuthorKind.System, "system")]
    internal void ToWireAndFrom_Author_IsItsKind(AuthorKind kind, Wire.AuthorKind wire, string word)
    {
        var author = new Author(kind, "i", "N");

        Assert.Equal(wire, author.ToWire().Kind);
        Assert.Equal(
            (word, "i", "N"),
            (AuthorAnswer.From(author).Kind, AuthorAnswer.From(author).Id, AuthorAnswer.From(author).DisplayName)
        );
    }

    [Fact]
    public void From_WholeMessage_ShowsEachField()
    {
        var answer = MessageAnswer.From(Whole);

        Assert.Equal(
            (Id, Conversation, 7, "Hi", "c"),
            (answer.Id, answer.ConversationId, answer.Sequence, answer.Text, answer.ClientMessageId)
        );
        Assert.Equal(
            ("interrupted", "stopped", Question, Older),
            (answer.State, answer.InterruptionReason, answer.InReplyTo, answer.Supersedes)
        );
        Assert.Equal(
            ("card", "internal", "read", "needs_review"),
            (answer.Type, answer.Visibility, answer.DeliveryStatus, answer.Label)
        );
        Assert.Equal(
            (Then, Then.AddSeconds(1), Then.AddSeconds(2)),
            (answer.CreatedAt, answer.EditedAt, answer.DeletedAt)
        );
        Assert.Equal("""{"a":1}""", answer.Metadata!.Value.GetRawText());
        Assert.Equal(Whole.Citations, answer.Citations);
        Assert.Equal(Cost, answer.Usage);
        Assert.Equal("agent", answer.Author.Kind);
        Assert.Equal(["agent", "visitor"], Assert.Single(answer.Reactions).Authors.Select(author => author.Kind));
    }

    [Fact]
    public void From_BareMessage_SaysWhatIsNotThere()
    {
        var answer = MessageAnswer.From(Bare);

        Assert.Equal(("complete", "text", "public"), (answer.State, answer.Type, answer.Visibility));
        Assert.Equal((null, null, null), (answer.DeliveryStatus, answer.Label, answer.Metadata));
        Assert.Null(answer.Event);
    }

    [Fact]
    public void Read_WhatMessageJsonWrote_IsWhatItWas()
    {
        Assert.Equal(Whole.Citations, MessageJson.ReadCitations(MessageJson.Write(Whole.Citations)));
        Assert.Equal(Cost, MessageJson.ReadUsage(MessageJson.Write(Cost)));
        var reaction = Assert.Single(MessageJson.ReadReactions(MessageJson.Write(Whole.Reactions)));
        Assert.Equal("x", reaction.Emoji);
        Assert.Equal(Whole.Reactions[0].Authors, reaction.Authors);
    }

    [Fact]
    public void Write_Nothing_IsStoredAsNothing()
    {
        Assert.Null(MessageJson.Write(Bare.Citations));
        Assert.Null(MessageJson.Write(Bare.Reactions));
        Assert.Null(MessageJson.Write(Bare.Usage));
        Assert.Empty(MessageJson.ReadCitations(null));
        Assert.Empty(MessageJson.ReadReactions(null));
        Assert.Null(MessageJson.ReadUsage(null));
        Assert.Null(MessageJson.ReadEvent(null));
        Assert.Null(MessageJson.ReadObject(null));
    }
}
