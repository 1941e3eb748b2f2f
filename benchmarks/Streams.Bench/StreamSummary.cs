using System.Text.Json;

namespace Chat.Streams.Bench;

/// <summary>All streams of a run.</summary>
internal sealed class StreamSummary(IReadOnlyList<StreamOutcome> outcomes, StreamPlan plan, TimeSpan took)
{
    /// <summary>Words that should have come and did not.</summary>
    private int LostWords => outcomes.Sum(outcome => plan.Tokens - outcome.Words);

    private int Stalls => outcomes.Sum(outcome => outcome.Gaps.Count(gap => gap > plan.StallMs));

    private int Broken => outcomes.Count(outcome => !outcome.IsWhole || outcome.Fault is not null);

    /// <summary>Nothing was lost, and nothing late.</summary>
    public bool IsClean => LostWords == 0 && Stalls == 0 && Broken == 0;

    /// <summary>One line.</summary>
    public string ToJson()
    {
        double[] gaps = [.. outcomes.SelectMany(outcome => outcome.Gaps).Order()];
        double[] first = [.. outcomes.Select(outcome => outcome.FirstMs).OfType<double>().Order()];
        return JsonSerializer.Serialize(
            new
            {
                tool = "streams",
                streams = outcomes.Count,
                tokens = plan.Tokens,
                gapMs = plan.GapMs,
                seconds = Math.Round(took.TotalSeconds, 2),
                lostFrames = LostWords,
                stalls = Stalls,
                stallMs = plan.StallMs,
                streamsWithStall = outcomes.Count(outcome => outcome.Gaps.Any(gap => gap > plan.StallMs)),
                broken = Broken,
                faults = outcomes
                    .Where(outcome => outcome.Fault is not null)
                    .GroupBy(outcome => outcome.Fault!, StringComparer.Ordinal)
                    .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal),
                firstMs = Figures(first),
                gap = Figures(gaps),
            }
        );
    }

    private static object Figures(double[] sorted) =>
        new
        {
            p50 = At(sorted, 0.5),
            p99 = At(sorted, 0.99),
            max = At(sorted, 1),
        };

    private static double? At(double[] sorted, double share) =>
        sorted.Length == 0 ? null : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 1);
}
