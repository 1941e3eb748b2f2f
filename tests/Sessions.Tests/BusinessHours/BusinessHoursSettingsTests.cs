using Chat.Sessions.BusinessHours;

namespace Chat.Sessions.Tests.BusinessHours;

/// <summary>What may be said of the hours, and how it is read.</summary>
public sealed class BusinessHoursSettingsTests
{
    [Fact]
    public void Check_Defaults_AreFine() => Assert.Empty(new BusinessHoursSettings().Check());

    [Theory]
    [InlineData("UTC", true)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("W. Europe Standard Time", false)]
    [InlineData("Europe/Nowhere", false)]
    [InlineData("+02:00", false)]
    [InlineData("", false)]
    public void Check_TimeZone_IsAnIanaName(string zone, bool isFine) =>
        Assert.Equal(isFine ? [] : ["/timeZone unknown"], Faults(new BusinessHoursSettings { TimeZone = zone }));

    [Theory]
    [InlineData("", true)]
    [InlineData("09:00-12:00 12:00-18:00", true)]
    [InlineData("13:00-18:00 09:00-12:00", true)]
    [InlineData("09:00-12:01 12:00-18:00", false)]
    [InlineData("12:00-18:00 09:00-12:01", false)]
    [InlineData("09:00-18:00 10:00-11:00", false)]
    [InlineData("09:00-10:00 09:00-10:00", false)]
    // To the end of the day, and beyond it: what comes behind on this day is within.
    [InlineData("08:00-20:00 20:00-00:00", true)]
    [InlineData("20:00-00:00 23:59-00:30", false)]
    [InlineData("22:00-06:00 05:00-07:00", true)]
    [InlineData("22:00-06:00 23:00-07:00", false)]
    // 24 hours.
    [InlineData("00:00-00:00", true)]
    [InlineData("00:00-00:00 23:00-23:30", false)]
    public void Check_SpansOfADay_DoNotOverlap(string spans, bool isFine)
    {
        var settings = CalendarBuilder.Weekly(
            "UTC",
            day => day is DayOfWeek.Wednesday ? CalendarBuilder.Spans(spans) : []
        );

        Assert.Equal(isFine ? [] : ["/days/wednesday overlap"], Faults(settings));
    }

    [Fact]
    public void Check_EveryDayWrong_IsNamed() =>
        Assert.Equal(
            [
                "/days/friday overlap",
                "/days/monday overlap",
                "/days/saturday overlap",
                "/days/sunday overlap",
                "/days/thursday overlap",
                "/days/tuesday overlap",
                "/days/wednesday overlap",
            ],
            Faults(CalendarBuilder.EveryDay("UTC", "09:00-12:00 11:00-13:00")).Order()
        );

    [Fact]
    public void Check_Holidays_AreEachThereOnceAndWithoutOverlap() =>
        Assert.Equal(
            ["/holidays/1/spans overlap", "/holidays/2/date duplicate"],
            Faults(
                new BusinessHoursSettings
                {
                    Holidays = [On(24, "09:00-12:00"), On(25, "09:00-12:00 11:00-13:00"), On(24, ""), On(26, "")],
                }
            )
        );

    [Theory]
    [InlineData("09:00-18:00", 540, 1_080)]
    [InlineData("00:00-00:01", 0, 1)]
    [InlineData("23:59-00:00", 1_439, 1_440)]
    [InlineData("00:00-00:00", 0, 1_440)]
    [InlineData("22:00-06:00", 1_320, 1_800)]
    [InlineData("09:00-09:00", 540, 1_980)]
    public void Minutes_Span_AreOfTheDayItOpensOn(string span, int opens, int closes)
    {
        var read = Assert.Single(CalendarBuilder.Spans(span));

        Assert.Equal((opens, closes), (read.OpensAtMinute, read.ClosesAtMinute));
    }

    [Fact]
    public void Of_EachDay_IsItsOwn()
    {
        var days = CalendarBuilder.Weekly("UTC", day => CalendarBuilder.Spans($"0{(int)day}:00-12:00")).Days;

        Assert.All(Enum.GetValues<DayOfWeek>(), day => Assert.Equal((int)day, Assert.Single(days.Of(day)).Opens.Hour));
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, true)]
    [InlineData(DayOfWeek.Friday, true)]
    [InlineData(DayOfWeek.Saturday, false)]
    [InlineData(DayOfWeek.Sunday, false)]
    public void Of_DayNobodySaidAnythingOf_IsAnOfficesOne(DayOfWeek day, bool isOpen) =>
        Assert.Equal(
            isOpen ? ["09:00-18:00"] : [],
            new OpenDays().Of(day).Select(span => $"{span.Opens:HH:mm}-{span.Closes:HH:mm}")
        );

    private static IEnumerable<string> Faults(BusinessHoursSettings settings) =>
        settings.Check().Select(fault => $"{fault.Pointer} {fault.Code}");

    private static Holiday On(int day, string spans) =>
        new() { Date = new DateOnly(2026, 12, day), Spans = CalendarBuilder.Spans(spans) };
}
