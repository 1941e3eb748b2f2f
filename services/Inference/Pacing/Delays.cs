using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Pacing;

/// <summary>Places in a <see cref="DelayRange"/>.</summary>
internal static class Delays
{
    /// <summary>Anywhere in it.</summary>
    public static TimeSpan Draw(this DelayRange range, Random random) => range.At(random.NextDouble());

    /// <summary>At a share of it: 0 the shortest, 1 and more the longest.</summary>
    public static TimeSpan At(this DelayRange range, double share) =>
        TimeSpan.FromMilliseconds(
            range.MinMilliseconds + ((range.MaxMilliseconds - range.MinMilliseconds) * Math.Clamp(share, 0, 1))
        );
}
