using Chat.Sessions.BusinessHours;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Sla;

/// <summary>Compares what happened with the targets; pure.</summary>
/// <remarks>
/// A message that comes after this look can be late at the earliest one whole target from now. So the next look is at the
/// first moment something known, or something still to come, can be missed: messages need not tell anybody that they came.
/// </remarks>
internal sealed class SlaClock(BusinessCalendar? calendar, SlaTargets targets)
{
    // Longest sleep: what is due later is looked at again meanwhile, so that changed settings hold.
    private static readonly TimeSpan MaxSleep = TimeSpan.FromHours(1);

    public SlaVerdict Judge(SlaFacts facts, DateTime now)
    {
        var missed = new List<SlaTarget>();
        var checks = new List<DateTime>();
        Take(SlaTarget.FirstResponse, First(facts), facts.FirstResponseMissed);
        Take(SlaTarget.NextResponse, Next(facts), facts.NextResponseMissed == facts.Unanswered?.Sequence);
        Take(SlaTarget.Resolution, Resolution(facts), facts.ResolutionMissed);
        if (facts.EndedAt is not null || !HasTargets)
        {
            return new SlaVerdict(missed, null);
        }

        // What the customer writes from now on.
        if (Of(now, targets.NextResponseMinutes, metAt: null) is { } coming)
        {
            checks.Add(coming.Due);
        }

        return new SlaVerdict(missed, checks.Append(now + MaxSleep).Min());

        void Take(SlaTarget target, Deadline? deadline, bool known)
        {
            if (deadline is not { } at || known)
            {
                return;
            }

            // Met late is missed as well, whenever it is seen.
            if ((at.MetAt ?? now) > at.Due)
            {
                missed.Add(target);
            }
            else if (at.MetAt is null)
            {
                checks.Add(at.Due);
            }
        }
    }

    private bool HasTargets =>
        targets.FirstResponseMinutes is not null
        || targets.NextResponseMinutes is not null
        || targets.ResolutionMinutes is not null;

    // What was answered before people were asked for again has had its first response, and in time.
    private Deadline? First(SlaFacts facts) =>
        Of(facts.Since, targets.FirstResponseMinutes, facts.FirstResponseAt ?? facts.EndedAt);

    // Until somebody answered at all, the first response is what counts. What was written to the AI waits for people since
    // they were asked for.
    private Deadline? Next(SlaFacts facts) =>
        facts is { FirstResponseAt: not null, Unanswered: { } message }
            ? Of(message.At > facts.Since ? message.At : facts.Since, targets.NextResponseMinutes, facts.EndedAt)
            : null;

    private Deadline? Resolution(SlaFacts facts) => Of(facts.Since, targets.ResolutionMinutes, facts.EndedAt);

    private Deadline? Of(DateTime from, int? minutes, DateTime? metAt)
    {
        if (minutes is not { } whole)
        {
            return null;
        }

        var time = TimeSpan.FromMinutes(whole);
        var due = calendar is null ? from + time : calendar.AddBusinessTime(from, time)?.UtcDateTime;
        return due is { } at ? new Deadline(at, metAt) : null;
    }

    private readonly record struct Deadline(DateTime Due, DateTime? MetAt);
}
