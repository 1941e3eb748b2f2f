using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Gathering;

/// <summary>Knows how many answers arrive, and lets their words gather when they are many.</summary>
/// <remarks>
/// A word that travels alone wakes a thread in each process on its way; of a hundred answers at reading speed that was
/// most of what they cost, and what new questions waited behind. Nobody reads faster than some sixteen pieces a second.
/// </remarks>
internal sealed class WordGathering(IOptions<GatheringOptions> options, TimeProvider timeProvider)
{
    private readonly GatheringOptions _options = options.Value;
    private int _arriving;

    /// <summary>An answer begins to arrive.</summary>
    public void Enter() => Interlocked.Increment(ref _arriving);

    /// <summary>It has arrived, or does so no more.</summary>
    public void Leave() => Interlocked.Decrement(ref _arriving);

    /// <summary>Waits until the answer may be read on: not at all while there are few.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _arriving) <= _options.AtOnce || _options.Interval == TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(_options.Interval, timeProvider, cancellationToken);
}
