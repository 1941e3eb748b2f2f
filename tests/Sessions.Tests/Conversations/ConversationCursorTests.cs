using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Conversations;

public sealed class ConversationCursorTests
{
    private const string Id = "0190b000-0000-7000-8000-00000000000a";

    private static readonly ConversationState Queued = States.In(ConversationStatus.Queued) with
    {
        QueuedAt = States.Later.AddTicks(1),
    };

    [Fact]
    public void Parse_PlaceInTheQueue_IsWhatItWas() =>
        Assert.Equal(
            new ConversationCursor(Queued.Id, Queued.QueuedAt),
            ConversationCursor.Parse(ConversationCursor.Of(Queued, ConversationSort.LongestWaiting))
        );

    [Theory]
    [InlineData(ConversationSort.NewestFirst)]
    [InlineData(ConversationSort.OldestFirst)]
    internal void Parse_PlaceByCreation_IsTheConversationAlone(ConversationSort sort) =>
        Assert.Equal(
            new ConversationCursor(Queued.Id, null),
            ConversationCursor.Parse(ConversationCursor.Of(Queued, sort))
        );

    [Fact]
    public void Parse_PlaceInTheQueue_IsOfUtc() =>
        Assert.Equal(DateTimeKind.Utc, ConversationCursor.Parse($"1_{Id}")!.Value.QueuedAt!.Value.Kind);

    [Theory]
    [InlineData("0_", true)]
    [InlineData("3155378975999999999_", true)]
    [InlineData("3155378976000000000_", false)]
    [InlineData("9223372036854775808_", false)]
    [InlineData("-1_", false)]
    [InlineData("+1_", false)]
    [InlineData(" 1_", false)]
    [InlineData("1.0_", false)]
    [InlineData("_", false)]
    [InlineData("x_", false)]
    [InlineData("1_1_", false)]
    public void Parse_TimeBeforeTheId_IsTicksThatATimeHas(string before, bool isOne) =>
        Assert.Equal(isOne, ConversationCursor.Parse(before + Id) is not null);

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("1")]
    [InlineData("0190b00000007000800000000000000a")]
    [InlineData("{0190b000-0000-7000-8000-00000000000a}")]
    [InlineData("1_x")]
    public void Parse_NoId_IsNone(string text) => Assert.Null(ConversationCursor.Parse(text));

    [Fact]
    public void ParseOptional_WireId_IsItOrNone()
    {
        var id = Ids.New();

        Assert.Equal(id, WireIds.ParseOptional(id.ToString()));
        Assert.Null(WireIds.ParseOptional(""));
        Assert.Equal(id, WireIds.ParseChosen(id.ToString(), "/id"));
    }
}
