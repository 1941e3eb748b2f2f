using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Messages;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Log;

/// <summary>Which messages of a batch are appended together.</summary>
public sealed class AppendShapesTests
{
    private static readonly NewMessage Plain = new()
    {
        TenantId = Ids.New(),
        Target = AppendTarget.Existing,
        ConversationId = Ids.New(),
        MessageId = Ids.New(),
        Author = new Author(AuthorKind.Visitor, "v", ""),
        Text = "Hi",
    };

    [Theory]
    [InlineData(AppendTarget.New, AppendShape.Begins)]
    [InlineData(AppendTarget.LiveOfAuthor, AppendShape.Begins)]
    [InlineData(AppendTarget.Existing, AppendShape.Continues)]
    [InlineData(AppendTarget.ByExternalId, AppendShape.Continues)]
    [InlineData((AppendTarget)99, AppendShape.Other)]
    internal void Of_PlainMessage_IsByItsTarget(AppendTarget target, AppendShape shape) =>
        Assert.Equal(shape, ShapeOf(Plain with { Target = target }));

    [Theory]
    [InlineData(AnswerAgain.Never, AppendShape.Reply)]
    [InlineData(AnswerAgain.IfInterrupted, AppendShape.Other)]
    [InlineData(AnswerAgain.Always, AppendShape.Other)]
    internal void Of_MessageUnderAFence_IsAReplyUnlessItSupersedes(AnswerAgain again, AppendShape shape) =>
        Assert.Equal(shape, ShapeOf(Plain with { Fence = 1, Again = again }));

    // What a reply carries beside its text is no reason to append it alone.
    [Fact]
    public void Of_ReplyWithAllThatRepliesHave_IsAReply() =>
        Assert.Equal(
            AppendShape.Reply,
            ShapeOf(
                Plain with
                {
                    Fence = 0,
                    State = MessageState.Interrupted,
                    InterruptionReason = "stopped",
                    InReplyTo = Ids.New(),
                    Usage = Cost,
                    Citations = [Passage],
                    AiTurn = AiTurn.Off,
                }
            )
        );

    [Theory]
    [InlineData(AnswerAgain.Never, AppendShape.Continues)]
    [InlineData(AnswerAgain.IfInterrupted, AppendShape.Continues)]
    [InlineData(AnswerAgain.Always, AppendShape.Other)]
    internal void Of_MessageThatIsAnsweredAgain_IsAloneWhenAlways(AnswerAgain again, AppendShape shape) =>
        Assert.Equal(shape, ShapeOf(Plain with { Again = again }));

    [Theory]
    [InlineData(AiTurn.Open, AppendShape.Continues)]
    [InlineData(AiTurn.PeopleFirst, AppendShape.Other)]
    [InlineData(AiTurn.Off, AppendShape.Other)]
    internal void Of_MessageTheAiMayNotAnswer_IsAlone(AiTurn turn, AppendShape shape) =>
        Assert.Equal(shape, ShapeOf(Plain with { AiTurn = turn }));

    [Fact]
    public void Of_MessageThatIsNotPlain_IsAlone() =>
        Assert.All(
            new[]
            {
                Plain with
                {
                    State = MessageState.Interrupted,
                },
                Plain with
                {
                    InterruptionReason = "stopped",
                },
                Plain with
                {
                    InReplyTo = Ids.New(),
                },
                Plain with
                {
                    Usage = Cost,
                },
                Plain with
                {
                    Citations = [Passage],
                },
            },
            message => Assert.Equal(AppendShape.Other, ShapeOf(message))
        );

    [Theory]
    [InlineData(0, AppendShape.Continues)]
    [InlineData(1, AppendShape.Continues)]
    [InlineData(2, AppendShape.Other)]
    internal void Of_MessageThatWasTriedBefore_IsAlone(int attempts, AppendShape shape)
    {
        var pending = new PendingAppend(Plain);
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            pending.CountAttempt();
        }

        Assert.Equal(shape, Shapes([pending, .. Strangers(3)])[0]);
    }

    [Theory]
    [InlineData(3, AppendShape.Other)]
    [InlineData(4, AppendShape.Continues)]
    internal void Of_BatchOfFew_IsAppendedOneByOne(int count, AppendShape shape) =>
        Assert.All(Shapes([.. Strangers(count)]), found => Assert.Equal(shape, found));

    [Fact]
    public void Of_NothingAtAll_IsNothing() => Assert.Empty(Shapes([]));

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, new[] { true, true, false, false, true })]
    [InlineData(new[] { 2, 3, 0, 1, 4 }, new[] { false, false, true, true, true })]
    [InlineData(new[] { 4, 1, 0, 3, 2 }, new[] { true, true, true, false, false })]
    public void Of_TwoOfOneConversation_AreEachAloneAndInTheOrdersPlaces(int[] order, bool[] together)
    {
        PendingAppend[] batch = [.. Strangers(2), new(Plain), new(Plain), .. Strangers(1)];

        Assert.Equal(
            together.Select(shared => shared ? AppendShape.Continues : AppendShape.Other),
            AppendShapes.Of(batch, order)
        );
    }

    private static AppendShape ShapeOf(NewMessage message) => Shapes([new(message), .. Strangers(3)])[0];

    private static AppendShape[] Shapes(PendingAppend[] batch) =>
        AppendShapes.Of(batch, [.. Enumerable.Range(0, batch.Length)]);

    private static IEnumerable<PendingAppend> Strangers(int count) =>
        Enumerable.Range(0, count).Select(_ => new PendingAppend(Plain with { ConversationId = Ids.New() }));

    private static readonly Usage Cost = new()
    {
        Provider = "p",
        Model = "m",
        InputTokens = 1,
        OutputTokens = 1,
        Estimated = false,
    };

    private static readonly Citation Passage = new()
    {
        Index = 1,
        DocumentId = "d",
        ChunkId = "k",
        Title = "T",
        Url = "",
        Quote = "Q",
    };
}
