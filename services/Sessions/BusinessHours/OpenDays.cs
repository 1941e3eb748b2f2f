using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.BusinessHours;

/// <summary>When it is open on each day of the week; at most 10 spans a day, none: closed.</summary>
internal sealed record OpenDays
{
    private static readonly OpenSpan[] Office = [new() { Opens = new TimeOnly(9, 0), Closes = new TimeOnly(18, 0) }];

    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Monday { get; init; } = Office;

    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Tuesday { get; init; } = Office;

    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Wednesday { get; init; } = Office;

    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Thursday { get; init; } = Office;

    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Friday { get; init; } = Office;

    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Saturday { get; init; } = [];

    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Sunday { get; init; } = [];

    internal IReadOnlyList<OpenSpan> Of(DayOfWeek day) =>
        day switch
        {
            DayOfWeek.Monday => Monday,
            DayOfWeek.Tuesday => Tuesday,
            DayOfWeek.Wednesday => Wednesday,
            DayOfWeek.Thursday => Thursday,
            DayOfWeek.Friday => Friday,
            DayOfWeek.Saturday => Saturday,
            _ => Sunday,
        };
}
