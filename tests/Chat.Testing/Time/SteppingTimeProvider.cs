namespace Chat.Testing.Time;

/// <summary>
/// The machine's clock after somebody set it: the time of day jumps, while timers and elapsed time go on as if nothing
/// had happened.
/// </summary>
public sealed class SteppingTimeProvider : TimeProvider
{
    private long offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offset));

    /// <summary>Sets the clock forward, or back.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);
}
