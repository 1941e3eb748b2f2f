using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Inference.Speaking;

public sealed class SpeakStateTests
{
    private static readonly SpeakCommit End = new() { Text = "Hello" };

    private readonly SpeakState _state = new(new SpeakBegin { ConversationId = "c", ReplyId = "r" });

    [Fact]
    public void Next_NothingSaid_Begins()
    {
        var first = _state.Next(out _);

        Assert.Equal(
            new SpeakRequest
            {
                Begin = new SpeakBegin { ConversationId = "c", ReplyId = "r" },
            },
            first
        );
    }

    [Fact]
    public void Next_Begun_WaitsForMore()
    {
        _state.Next(out _);

        Assert.Null(_state.Next(out var changed));
        Assert.False(changed.IsCompleted);
    }

    [Fact]
    public void Next_TextBeforeTheBegin_GoesAlong()
    {
        _state.Append("Hel");
        _state.Append("lo");

        var first = _state.Next(out _);

        Assert.NotNull(first!.Begin);
        Assert.Empty(first.Begin.TextSoFar);
        Assert.Equal(Delta(0, "Hello"), first.Delta);
    }

    [Fact]
    public void Next_MoreText_IsOneDeltaFromWhereTheLastEnded()
    {
        _state.Append("Hé😀");
        _state.Next(out _);
        _state.Append("l");
        _state.Append("lo");

        Assert.Equal(new SpeakRequest { Delta = Delta(4, "llo") }, _state.Next(out _));
        Assert.Null(_state.Next(out _));
    }

    [Theory]
    [InlineData("append")]
    [InlineData("followed")]
    [InlineData("resume")]
    [InlineData("gone")]
    [InlineData("commit")]
    public void Changed_WhateverHappens_WakesWhoWaits(string what)
    {
        _state.Next(out _);
        _state.Next(out var changed);

        Do(what);

        Assert.True(changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void Changed_TwoThatWait_AreBothWoken()
    {
        _state.Next(out _);
        _state.Next(out var one);
        _state.Next(out var other);

        _state.Append("x");

        Assert.True(one.IsCompletedSuccessfully && other.IsCompletedSuccessfully);
    }

    [Fact]
    public void Pause_NobodyFollows_HoldsTextBack()
    {
        _state.Next(out _);

        Assert.True(_state.Pause());
        _state.Append("Hello");

        Assert.Null(_state.Next(out var changed));
        Assert.False(changed.IsCompleted);
    }

    [Fact]
    public void Append_WhilePaused_WakesNobody()
    {
        _state.Next(out _);
        _state.Pause();
        _state.Next(out var changed);

        _state.Append("Hello");

        Assert.False(changed.IsCompleted);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("followed")]
    public void Next_PauseIsOver_GivesWhatGathered(string what)
    {
        _state.Next(out _);
        _state.Pause();
        _state.Append("Hel");
        _state.Append("lo");

        Do(what);

        Assert.Equal(new SpeakRequest { Delta = Delta(0, "Hello") }, _state.Next(out _));
    }

    [Fact]
    public void Pause_SomebodyFollows_HoldsNothingBack()
    {
        _state.Next(out _);
        _state.Followed();

        Assert.False(_state.Pause());
        _state.Append("Hello");

        Assert.Equal(Delta(0, "Hello"), _state.Next(out _)?.Delta);
    }

    [Fact]
    public void Pause_FollowedInACallThatBroke_HoldsBackAgain()
    {
        _state.Next(out _);
        _state.Followed();
        _state.Broken();

        Assert.True(_state.Pause());
    }

    [Fact]
    public void Next_PausedBeforeTheBreak_BeginsAtOnce()
    {
        _state.Next(out _);
        _state.Pause();
        _state.Append("Hello");
        _state.Broken();

        Assert.Equal("Hello", _state.Next(out _)?.Begin.TextSoFar);
        _state.Append("!");
        Assert.Equal(Delta(5, "!"), _state.Next(out _)?.Delta);
    }

    [Fact]
    public void Next_AfterABreak_BeginsWithAllThatWasSaid()
    {
        _state.Append("Hel");
        _state.Next(out _);
        _state.Append("lo");
        _state.Broken();

        var again = _state.Next(out _);

        Assert.Equal("Hello", again!.Begin.TextSoFar);
        Assert.Null(again.Delta);
        Assert.Null(_state.Next(out _));
    }

    [Fact]
    public void Next_SecondBreak_BeginsWithTheNewerText()
    {
        _state.Append("Hel");
        _state.Next(out _);
        _state.Broken();
        _state.Next(out _);
        _state.Append("lo");
        _state.Broken();

        Assert.Equal("Hello", _state.Next(out _)?.Begin.TextSoFar);
    }

    [Fact]
    public void Next_LeaseWasGranted_BeginsAgainWithItsFence()
    {
        _state.Next(out _);
        _state.Granted(7);
        _state.Broken();

        Assert.Equal(7, _state.Next(out _)?.Begin.Fence);
    }

    [Fact]
    public void ReaderGone_Told_IsToldOnceACall()
    {
        _state.Next(out _);
        _state.ReaderGone(TimeSpan.FromSeconds(3));

        var told = new SpeakRequest { ReaderGone = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)) };
        Assert.Equal(told, _state.Next(out _));
        Assert.Null(_state.Next(out _));
        _state.Broken();
        Assert.Equal(told.ReaderGone, _state.Next(out _)?.ReaderGone);
        Assert.Null(_state.Next(out _));
    }

    [Fact]
    public void ReaderGone_WhilePaused_GoesAtOnceWithTheText()
    {
        _state.Next(out _);
        _state.Pause();
        _state.Append("Hello");
        _state.ReaderGone(TimeSpan.Zero);

        var next = _state.Next(out _);

        Assert.Equal((new Duration(), Delta(0, "Hello")), (next?.ReaderGone, next?.Delta));
    }

    [Fact]
    public void Commit_TextNotToldYet_GoesWithoutADeltaOfItsOwn()
    {
        _state.Next(out _);
        _state.Append("Hello");
        _state.Commit(End);

        Assert.Equal(new SpeakRequest { Commit = End }, _state.Next(out _));
    }

    [Fact]
    public void Commit_NotBegun_BeginsToo()
    {
        _state.Commit(End);

        var only = _state.Next(out _);

        Assert.Equal(("r", End), (only?.Begin.ReplyId, only?.Commit));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public void CommitMayBeDone_CallBroke_OnlyIfItLeft(bool begun, bool committed, bool expected)
    {
        if (begun)
        {
            _state.Next(out _);
        }
        if (committed)
        {
            _state.Commit(End);
        }

        _state.Broken();

        Assert.Equal(expected, _state.CommitMayBeDone);
    }

    [Fact]
    public void CommitMayBeDone_NextCallBreaksBeforeItsBegin_StaysTrue()
    {
        _state.Next(out _);
        _state.Commit(End);
        _state.Broken();

        _state.Broken();

        Assert.True(_state.CommitMayBeDone);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(MessageAppender.MaxText, true)]
    [InlineData(MessageAppender.MaxText + 1, false)]
    public void TakeWhole_Text_GoesWithOthersIfThereIsSomeAndItFits(int length, bool goes)
    {
        _state.Granted(7);
        _state.Commit(new SpeakCommit { Text = new string('x', length) });

        Assert.Equal(goes, _state.TakeWhole() is not null);
    }

    [Fact]
    public void TakeWhole_Whole_HasBeginWithItsFenceAndCommit()
    {
        _state.Granted(7);
        _state.Commit(End);

        var whole = _state.TakeWhole();

        Assert.Equal((7, "r", End), (whole?.Begin.Fence, whole?.Begin.ReplyId, whole?.Commit));
    }

    [Fact]
    public void TakeWhole_NoLease_IsNothing()
    {
        _state.Commit(End);

        Assert.Null(_state.TakeWhole());
    }

    [Fact]
    public void TakeWhole_NotOverYet_IsNothing()
    {
        _state.Granted(7);
        _state.Append("Hello");

        Assert.Null(_state.TakeWhole());
    }

    [Fact]
    public void TakeWhole_AlreadyBegun_IsNothing()
    {
        _state.Granted(7);
        _state.Next(out _);
        _state.Commit(End);

        Assert.Null(_state.TakeWhole());
    }

    [Fact]
    public void TakeWhole_Taken_CannotBeTakenAgainButMayBeDone()
    {
        _state.Granted(7);
        _state.Commit(End);
        _state.TakeWhole();

        Assert.Null(_state.TakeWhole());
        _state.Broken();
        Assert.True(_state.CommitMayBeDone);
    }

    private void Do(string what)
    {
        switch (what)
        {
            case "append":
                _state.Append("x");
                break;
            case "followed":
                _state.Followed();
                break;
            case "resume":
                _state.Resume();
                break;
            case "gone":
                _state.ReaderGone(TimeSpan.Zero);
                break;
            default:
                _state.Commit(End);
                break;
        }
    }

    private static ReplyDelta Delta(int offset, string text) =>
        new()
        {
            ReplyId = "r",
            Offset = offset,
            Text = text,
        };
}
