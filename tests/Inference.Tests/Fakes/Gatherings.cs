using Chat.Inference.Providers.Gathering;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Fakes;

/// <summary>Gatherings for what reads answers.</summary>
internal static class Gatherings
{
    /// <summary>Holds nothing up.</summary>
    public static WordGathering Never =>
        new(Options.Create(new GatheringOptions { Interval = TimeSpan.Zero }), TimeProvider.System);

    /// <summary>Holds up every answer that has entered, for an interval of the clock.</summary>
    public static WordGathering Always(TimeProvider clock) =>
        new(Options.Create(new GatheringOptions { AtOnce = 0 }), clock);
}
