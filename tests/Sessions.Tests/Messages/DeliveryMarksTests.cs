using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Tests.Messages;

public sealed class DeliveryMarksTests
{
    [Theory]
    [InlineData("Visitor", 5, 0, 0, 0, 0, "Sent")]
    [InlineData("Visitor", 5, 9, 9, 4, 4, "Sent")]
    [InlineData("User", 5, 0, 0, 5, 4, "Delivered")]
    [InlineData("Visitor", 5, 0, 0, 6, 5, "Read")]
    [InlineData("Agent", 5, 5, 0, 9, 9, "Delivered")]
    [InlineData("Ai", 5, 5, 5, 0, 0, "Read")]
    [InlineData("System", 5, 4, 4, 9, 9, "Sent")]
    public void Of_Message_IsByTheMarksOfTheOtherSide(
        string author,
        long sequence,
        long customerDelivered,
        long customerRead,
        long companyDelivered,
        long companyRead,
        string expected
    ) =>
        Assert.Equal(
            Enum.Parse<DeliveryStatus>(expected),
            DeliveryMarks.Of(
                Message(Enum.Parse<AuthorKind>(author), sequence),
                new DeliveryMarks(customerDelivered, customerRead),
                new DeliveryMarks(companyDelivered, companyRead),
                showRead: true
            )
        );

    [Fact]
    public void Of_ReadingIsNotTold_IsDelivered() =>
        Assert.Equal(
            DeliveryStatus.Delivered,
            DeliveryMarks.Of(Message(AuthorKind.Visitor, 1), default, new DeliveryMarks(1, 1), showRead: false)
        );

    [Fact]
    public void Of_EventsAndWhatIsInternal_IsNoQuestion()
    {
        var message = Message(AuthorKind.Agent, 1);

        Assert.Null(DeliveryMarks.Of(message with { Type = MessageType.Event }, default, default, showRead: true));
        Assert.Null(
            DeliveryMarks.Of(message with { Visibility = MessageVisibility.Internal }, default, default, showRead: true)
        );
    }

    private static StoredMessage Message(AuthorKind author, long sequence) =>
        new()
        {
            Id = Guid.Empty,
            ConversationId = Guid.Empty,
            Sequence = sequence,
            Author = new Author(author, "x", ""),
            Text = "",
            CreatedAt = default,
            State = MessageState.Complete,
        };
}
