namespace Chat.Sessions.Live;

/// <summary>Where a log stood at a look.</summary>
/// <param name="Sequence">Of its newest message.</param>
/// <param name="Speaking">
/// The reply whose speaker holds its lease; empty: nobody speaks; null: the look did not ask for it.
/// </param>
internal readonly record struct LogHead(long Sequence, string? Speaking);
