using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;

namespace Chat.Sessions.BusinessHours;

/// <summary>When the company answers.</summary>
internal sealed record BusinessHoursSettings : ISettingsSection, ISettingsRules
{
    public const int MinutesPerDay = 24 * 60;

    private const string PoliteMessage = "We are away at the moment. Leave a message and we will come back to you.";

    public static string Name => "businessHours";

    /// <summary>Without it, it is always open.</summary>
    public bool Enabled { get; init; }

    /// <summary>IANA name of the time zone the hours are in, for example `Europe/Berlin`.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The spans of each day of the week. Those that overlap into the next day go on there.</summary>
    public OpenDays Days { get; init; } = new();

    /// <summary>Days with hours of their own, which replace those of the weekday; at most 500.</summary>
    [MaxLength(500)]
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>What visitors can do outside: `offline-message`, `faq-only` or `hide-widget`.</summary>
    public OutsideHoursBehavior OutsideBehavior { get; init; } = OutsideHoursBehavior.OfflineMessage;

    /// <summary>What visitors are told outside; at most 1,000 UTF-16 units.</summary>
    [StringLength(1_000)]
    public string OutsideMessage { get; init; } = PoliteMessage;

    // Where none is known but UTC, no name would do: that is the operator's to mend.
    private static string UnknownZone =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out _)
            ? "Must be the IANA name of a time zone, like Europe/London."
            : "This server knows no time zones but UTC. Its operator has to install them (package tzdata).";

    /// <summary>The tenant's own words for its visitors; null: it left the built-in ones, or wants none.</summary>
    public string? OwnMessage() => OutsideMessage is "" or PoliteMessage ? null : OutsideMessage;

    public IEnumerable<FieldFault> Check()
    {
        // Only names every installation knows: those of Windows would open here and not there.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId)
        {
            yield return new FieldFault("/timeZone", "unknown", UnknownZone);
        }

        foreach (var day in Enum.GetValues<DayOfWeek>().Where(day => Overlap(Days.Of(day))))
        {
            yield return Overlapping($"/days/{day.ToString().ToLowerInvariant()}");
        }

        foreach (var (index, holiday) in Holidays.Index())
        {
            if (Overlap(holiday.Spans))
            {
                yield return Overlapping(string.Create(CultureInfo.InvariantCulture, $"/holidays/{index}/spans"));
            }

            if (Holidays.Take(index).Any(other => other.Date == holiday.Date))
            {
                yield return new FieldFault($"/holidays/{index}/date", "duplicate", "Must be there once.");
            }
        }
    }

    private static FieldFault Overlapping(string pointer) => new(pointer, "overlap", "The spans must not overlap.");

    private static bool Overlap(IReadOnlyList<OpenSpan> spans) =>
        spans
            .OrderBy(span => span.OpensAtMinute)
            .Zip(spans.OrderBy(span => span.OpensAtMinute).Skip(1))
            .Any(pair => pair.First.ClosesAtMinute > pair.Second.OpensAtMinute);
}
