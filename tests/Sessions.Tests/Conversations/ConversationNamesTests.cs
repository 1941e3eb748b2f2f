using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Conversations;

public sealed class ConversationNamesTests
{
    [Fact]
    public void Of_EachStatus_IsReadBackAsThatOne() =>
        Assert.All(
            Enum.GetValues<ConversationStatus>(),
            status => Assert.Equal(status, ConversationNames.ParseStatus(ConversationNames.Of(status)))
        );

    [Fact]
    public void Of_EachPriority_IsReadBackAsThatOne() =>
        Assert.All(
            Enum.GetValues<ConversationPriority>(),
            priority => Assert.Equal(priority, ConversationNames.ParsePriority(ConversationNames.Of(priority)))
        );

    [Theory]
    [InlineData("")]
    [InlineData("Open")]
    [InlineData("snoozed")]
    public void ParseStatus_NoSuchName_IsNone(string name) => Assert.Null(ConversationNames.ParseStatus(name));

    [Theory]
    [InlineData("")]
    [InlineData("highest")]
    public void ParsePriority_NoSuchName_IsNone(string name) => Assert.Null(ConversationNames.ParsePriority(name));

    [Theory]
    [InlineData(ConversationAction.HandBack, "hand_back")]
    [InlineData(ConversationAction.Reopen, "reopen")]
    internal void Of_Action_IsTheWordOfTheEvents(ConversationAction action, string name) =>
        Assert.Equal(name, ConversationNames.Of(action));
}
