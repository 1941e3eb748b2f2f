using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Signals;

/// <summary>Bounds of signals: what is told to whoever listens and not stored.</summary>
internal sealed class SignalsOptions
{
    public const string Section = "Signals";

    /// <summary>Signals that wait to be passed on, at most; beyond it they are dropped. 1 to 1,000,000, default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 20_000;

    /// <summary>Pause between two rounds of passing on; within it the newest of a key wins. 1 ms to 1 s, default 25 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Authors that type at the same time, at most; beyond it starts are ignored. 1 to 1,000,000, default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxTyping { get; set; } = 50_000;
}
