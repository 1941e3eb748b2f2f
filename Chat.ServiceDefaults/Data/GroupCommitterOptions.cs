namespace Chat.ServiceDefaults.Data;

/// <summary>Bounds of a <see cref="GroupCommitter{TItem,TResult}"/>.</summary>
public sealed record GroupCommitterOptions
{
    /// <summary>Commits that may run at the same time; items of one key always share a lane. Default: 4.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>Items of one commit at most. Default: 256.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>
    /// Sum of the sizes of one commit's items at most, where the committer is told how large they are; a single item may be
    /// larger. Default: no bound.
    /// </summary>
    public long MaxBatchSize { get; init; } = long.MaxValue;

    /// <summary>Items that may wait in one lane; more are refused with <c>overloaded</c>. Default: 4,096.</summary>
    public int MaxQueue { get; init; } = 4_096;
}
