using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Speaking;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.Speaking;

public sealed class ActiveRepliesTests
{
    private readonly ActiveReplies replies = new(Options.Create(new SpeakingOptions { MaxReplies = 3 }));

    [Fact]
    public void Enter_FirstOfItsConversation_StandsThere()
    {
        var reply = Reply();

        Assert.Same(reply, replies.Enter(reply));
        Assert.Same(reply, replies.Find(reply.Key.ConversationId));
    }

    [Fact]
    public void Enter_TheSameUnderTheSameFence_IsTheOneThatStands()
    {
        var standing = Reply();
        replies.Enter(standing);

        Assert.Same(standing, replies.Enter(Reply(standing.Key)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Enter_UnderAnotherFenceOrReply_TakesThePlace(bool otherFence)
    {
        var standing = Reply();
        replies.Enter(standing);
        var next = Reply(
            otherFence
                ? standing.Key with
                {
                    Fence = standing.Key.Fence + 1,
                }
                : standing.Key with
                {
                    ReplyId = Ids.New(),
                }
        );

        Assert.Same(next, replies.Enter(next));
        Assert.Equal(1, replies.Count);
    }

    [Fact]
    public void Enter_UnderAnOlderFence_LeavesWhoSpeaksNowInPlace()
    {
        var standing = Reply();
        replies.Enter(standing);
        var cut = Reply(standing.Key with { ReplyId = Ids.New(), Fence = standing.Key.Fence - 1 });

        Assert.Same(cut, replies.Enter(cut));
        replies.Leave(cut);

        Assert.Same(standing, replies.Find(standing.Key.ConversationId));
    }

    [Fact]
    public void Enter_NoRoom_IsRefusedButKnownConversationsGoOn()
    {
        var first = Reply();
        replies.Enter(first);
        replies.Enter(Reply());
        replies.Enter(Reply());

        Assert.Null(replies.Enter(Reply()));
        Assert.Same(first, replies.Enter(Reply(first.Key)));
        Assert.Equal(3, replies.Count);
    }

    [Fact]
    public void Leave_ReplacedMeanwhile_LeavesTheOtherAlone()
    {
        var before = Reply();
        replies.Enter(before);
        var next = Reply(before.Key with { Fence = 2 });
        replies.Enter(next);

        replies.Leave(before);

        Assert.Same(next, replies.Find(before.Key.ConversationId));
        replies.Leave(next);
        Assert.Equal(0, replies.Count);
    }

    // The same reply resumed on several calls at once must be one reply, or its text would be in two places.
    [Fact]
    public async Task Enter_SameReplyByManyAtOnce_AllGetOne()
    {
        var key = Reply().Key;

        var entered = await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(_ => Task.Run(() => replies.Enter(Reply(key)), TestContext.Current.CancellationToken))
        );

        Assert.Single(entered.Distinct());
    }

    private static ActiveReply Reply() => Reply(new LeaseKey(Ids.New(), Ids.New(), Ids.New(), 1));

    private static ActiveReply Reply(LeaseKey key) => new(key, new Author(AuthorKind.Ai, "a", ""), null, 0);
}
