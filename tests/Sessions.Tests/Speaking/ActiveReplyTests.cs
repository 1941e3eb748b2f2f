using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Speaking;

namespace Chat.Sessions.Tests.Speaking;

public sealed class ActiveReplyTests
{
    private readonly ActiveReply reply = new(
        new LeaseKey(Ids.New(), Ids.New(), Ids.New(), 1),
        new Author(AuthorKind.Ai, "assistant", ""),
        Ids.New(),
        0
    );

    [Fact]
    public void Append_Next_GivesTheEntry()
    {
        reply.SawSequence(3);

        var entry = reply.Append(0, "Hello");

        Assert.Equal(3, entry!.Sequence);
        Assert.Equal((0, "Hello"), (entry.ReplyDelta.Offset, entry.ReplyDelta.Text));
    }

    [Fact]
    public void Append_Overlapping_GivesWhatIsNew()
    {
        reply.Append(0, "Hello");

        var entry = reply.Append(3, "lo you");

        Assert.Equal((5, " you"), (entry!.ReplyDelta.Offset, entry.ReplyDelta.Text));
        Assert.Equal("Hello you", reply.TextSoFar());
    }

    [Theory]
    [InlineData(0, "Hel")]
    [InlineData(2, "llo")]
    [InlineData(7, "gap")]
    [InlineData(-1, "before")]
    public void Append_KnownOrBehindAGap_GivesNothing(int offset, string text)
    {
        reply.Append(0, "Hello");

        Assert.Null(reply.Append(offset, text));
        Assert.Equal("Hello", reply.TextSoFar());
    }

    [Fact]
    public void Append_BeyondTheBound_GivesNothing()
    {
        reply.Append(0, new string('x', 99_999));

        Assert.Null(reply.Append(99_999, "yz"));
    }

    [Fact]
    public void Append_UpToTheBound_IsTaken()
    {
        reply.Append(0, new string('x', 99_999));

        Assert.Equal("y", reply.Append(99_999, "y")?.ReplyDelta.Text);
    }

    [Fact]
    public void SawSequence_Smaller_IsIgnored()
    {
        reply.SawSequence(5);
        reply.SawSequence(4);

        Assert.Equal(5, reply.LastSequence);
    }

    [Fact]
    public async Task Stop_Twice_KeepsTheFirstReason()
    {
        reply.Stop(StopReasons.Stopped);
        reply.Stop(StopReasons.TakenOver);

        Assert.Equal(StopReasons.Stopped, await reply.Stopped);
    }

    [Fact]
    public void NextCaller_TakenUpAgain_DisownsTheCallBefore()
    {
        var first = reply.NextCaller();
        var second = reply.NextCaller();

        Assert.False(reply.IsCaller(first));
        Assert.True(reply.IsCaller(second));
    }
}
