using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Messages;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Log;

/// <summary>What the bus is told of a message, field by field.</summary>
public sealed class LogEventsTests
{
    private static readonly Guid Question = Ids.New();

    private static readonly NewMessage Plain = new()
    {
        TenantId = Ids.New(),
        Target = AppendTarget.New,
        ConversationId = Ids.New(),
        MessageId = Ids.New(),
        Author = new Author(AuthorKind.User, "u", "U"),
        Text = "Hi",
    };

    [Fact]
    public void Posted_WholeMessage_HasEachField()
    {
        var pending = new PendingAppend(
            Plain with
            {
                ClientMessageId = "c",
                State = MessageState.Interrupted,
                InterruptionReason = "stopped",
                InReplyTo = Question,
                Type = MessageType.Card,
                Visibility = MessageVisibility.Internal,
                Metadata = "{}",
                Usage = new Usage
                {
                    Provider = "p",
                    Model = "m",
                    InputTokens = 1,
                    OutputTokens = 2,
                    Estimated = true,
                },
                Citations = [Passage(1), Passage(2)],
            }
        );

        var posted = MessagePosted.Parser.ParseFrom(LogEvents.Posted(pending));

        Assert.Equal(
            (pending.EventId.ToString(), Plain.TenantId.ToString()),
            (posted.Header.EventId, posted.Header.TenantId)
        );
        Assert.Equal(
            new Wire.Message
            {
                Id = Plain.MessageId.ToString(),
                Author = new Wire.Author
                {
                    Kind = Wire.AuthorKind.User,
                    Id = "u",
                    DisplayName = "U",
                },
                Text = "Hi",
                ClientMessageId = "c",
                State = Wire.MessageState.Interrupted,
                InterruptionReason = "stopped",
                InReplyTo = Question.ToString(),
                Type = Wire.MessageType.Card,
                Visibility = Wire.MessageVisibility.Internal,
                MetadataJson = "{}",
                Usage = new Wire.Usage
                {
                    Provider = "p",
                    Model = "m",
                    InputTokens = 1,
                    OutputTokens = 2,
                    Estimated = true,
                },
                Citations = { Passage(1).ToWire(), Passage(2).ToWire() },
            },
            posted.Message
        );
    }

    // The transaction appends them behind the payload: what stood there already would be said twice.
    [Fact]
    public void Posted_WhatOnlyTheTransactionKnows_IsLeftOut()
    {
        var message = MessagePosted.Parser.ParseFrom(LogEvents.Posted(new PendingAppend(Plain))).Message;

        Assert.Equal(("", 0, null), (message.ConversationId, message.Sequence, message.CreatedAt));
    }

    [Theory]
    [InlineData(AppendTarget.New)]
    [InlineData(AppendTarget.ByExternalId)]
    [InlineData(AppendTarget.LiveOfAuthor)]
    internal void Started_WhatMayBeginAConversation_SaysWhich(AppendTarget target)
    {
        var pending = new PendingAppend(Plain with { Target = target, ExternalId = "e" });

        var started = ConversationStarted.Parser.ParseFrom(LogEvents.Started(pending));

        Assert.Equal(
            (pending.StartedEventId.ToString(), Plain.TenantId.ToString()),
            (started.Header.EventId, started.Header.TenantId)
        );
        Assert.NotEqual(pending.EventId, pending.StartedEventId);
        Assert.Equal(
            new Wire.Conversation
            {
                Id = Plain.ConversationId.ToString(),
                ExternalId = "e",
                Owner = Plain.Author.ToWire(),
                Mode = Wire.ConversationMode.Ai,
                Status = Wire.ConversationStatus.Open,
            },
            started.Conversation
        );
    }

    [Fact]
    public void Started_IntoAConversationThatIsThere_IsNothing()
    {
        var pending = new PendingAppend(Plain with { Target = AppendTarget.Existing });

        Assert.Empty(LogEvents.Started(pending));
        Assert.Equal(Guid.Empty, pending.StartedEventId);
    }

    private static Citation Passage(int index) =>
        new()
        {
            Index = index,
            DocumentId = "d",
            ChunkId = "k",
            Title = "T",
            Url = "https://a",
            Quote = "Q",
        };
}
