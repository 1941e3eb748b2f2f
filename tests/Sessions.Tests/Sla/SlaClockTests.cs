using Chat.Sessions.BusinessHours;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Sla;

namespace Chat.Sessions.Tests.Sla;

public sealed class SlaClockTests
{
    // A Thursday.
    private static readonly DateTime Noon = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);
    private static readonly SlaTargets Targets = new(10, 20, 120);

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Judge_NobodyAnswered_FirstResponseIsMissedBehindItsTarget(int minutes, bool missed) =>
        Assert.Equal(missed, Judge(Waiting(), minutes).Missed.Contains(SlaTarget.FirstResponse));

    [Fact]
    public void Judge_AnsweredInTime_NothingIsMissed() =>
        Assert.Empty(Judge(Waiting() with { FirstResponseAt = At(10) }, 60).Missed);

    [Fact]
    public void Judge_AnsweredLate_IsMissedThoughItWasSeenAfterwards() =>
        Assert.Equal([SlaTarget.FirstResponse], Judge(Waiting() with { FirstResponseAt = At(11) }, 60).Missed);

    [Fact]
    public void Judge_ToldBefore_IsNotToldAgain() =>
        Assert.Empty(Judge(Waiting() with { FirstResponseMissed = true }, 60).Missed);

    [Fact]
    public void Judge_AnsweredBeforePeopleWereAskedForAgain_HasHadItsFirstResponse() =>
        Assert.DoesNotContain(SlaTarget.FirstResponse, Judge(Waiting() with { FirstResponseAt = At(-60) }, 60).Missed);

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void Judge_UnansweredMessage_NextResponseCountsFromIt(int minutes, bool missed)
    {
        var facts = Answered() with { Unanswered = new UnansweredMessage(7, At(30)) };

        Assert.Equal(missed, Judge(facts, minutes).Missed.Contains(SlaTarget.NextResponse));
    }

    [Fact]
    public void Judge_MessageFromBeforePeopleCame_CountsFromThen()
    {
        var facts = Waiting() with { FirstResponseAt = At(-90), Unanswered = new UnansweredMessage(7, At(-30)) };

        Assert.Empty(Judge(facts, 20).Missed);
        Assert.Equal([SlaTarget.NextResponse], Judge(facts, 21).Missed);
    }

    [Fact]
    public void Judge_SameMessageToldBefore_OnlyALaterOneIsToldAgain()
    {
        var facts = Answered() with { Unanswered = new UnansweredMessage(7, At(30)), NextResponseMissed = 7 };

        Assert.Empty(Judge(facts, 60).Missed);
        Assert.Equal(
            [SlaTarget.NextResponse],
            Judge(facts with { Unanswered = new UnansweredMessage(9, At(30)) }, 60).Missed
        );
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void Judge_NotResolved_ResolutionIsMissedBehindItsTarget(int minutes, bool missed) =>
        Assert.Equal(missed, Judge(Answered(), minutes).Missed.Contains(SlaTarget.Resolution));

    [Fact]
    public void Judge_EndedInTime_IsNeverLookedAtAgain()
    {
        var verdict = Judge(Answered() with { EndedAt = At(100) }, 500);

        Assert.Empty(verdict.Missed);
        Assert.Null(verdict.CheckAt);
    }

    [Fact]
    public void Judge_EndedLate_IsToldOnceMore()
    {
        var verdict = Judge(Answered() with { EndedAt = At(121) }, 500);

        Assert.Equal([SlaTarget.Resolution], verdict.Missed);
        Assert.Null(verdict.CheckAt);
    }

    [Fact]
    public void Judge_NothingMissed_LooksAgainWhenTheFirstCanBe()
    {
        Assert.Equal(At(10), Judge(Waiting(), 0).CheckAt);
        // A message that comes right now.
        Assert.Equal(At(25), Judge(Answered(), 5).CheckAt);
        Assert.Equal(At(50), Judge(Answered() with { Unanswered = new UnansweredMessage(7, At(30)) }, 40).CheckAt);
        Assert.Equal(At(120), Judge(Answered(), 115).CheckAt);
    }

    [Fact]
    public void Judge_LateMessageToldBefore_LooksAgainForTheNext()
    {
        var facts = Answered() with { Unanswered = new UnansweredMessage(7, At(30)), NextResponseMissed = 7 };

        Assert.Equal(At(80), Judge(facts, 60).CheckAt);
    }

    [Fact]
    public void Judge_NoTargets_IsNeverLookedAtAgain() =>
        Assert.Null(new SlaClock(null, new SlaTargets(null, null, null)).Judge(Waiting(), Noon).CheckAt);

    [Theory]
    [InlineData(10, null, null, 10)]
    [InlineData(null, 20, null, 20)]
    [InlineData(null, null, 30, 30)]
    public void Judge_OneTargetAlone_IsLookedAtWhenItCanBeMissed(int? first, int? next, int? resolution, int check) =>
        Assert.Equal(
            At(check),
            new SlaClock(null, new SlaTargets(first, next, resolution)).Judge(Waiting(), Noon).CheckAt
        );

    [Fact]
    public void Judge_FarTargets_LooksAgainWithinAnHour() =>
        Assert.Equal(At(60), new SlaClock(null, new SlaTargets(null, null, 10_000)).Judge(Waiting(), Noon).CheckAt);

    [Fact]
    public void Judge_OutsideOfBusinessHours_TimeStandsStill()
    {
        // Open 09:00 to 18:00 from Monday to Friday: five minutes before closing, the rest on the next morning.
        var clock = new SlaClock(new BusinessCalendar(new BusinessHoursSettings { Enabled = true }), Targets);
        var since = Noon.Date.AddHours(17).AddMinutes(55);
        var facts = Waiting() with { Since = since };

        Assert.Empty(clock.Judge(facts, Noon.Date.AddDays(1).AddHours(9).AddMinutes(5)).Missed);
        Assert.Equal(
            [SlaTarget.FirstResponse],
            clock.Judge(facts, Noon.Date.AddDays(1).AddHours(9).AddMinutes(6)).Missed
        );
    }

    private static SlaFacts Waiting() => new() { Since = Noon };

    private static SlaFacts Answered() => Waiting() with { FirstResponseAt = At(1) };

    private static DateTime At(int minutes) => Noon.AddMinutes(minutes);

    private static SlaVerdict Judge(SlaFacts facts, int minutes) =>
        new SlaClock(null, Targets).Judge(facts, At(minutes));
}
