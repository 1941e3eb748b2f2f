using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>
/// Signals that wait for one reader: the newest of each key, at most so many keys. When there is no room the reader is
/// told that it lost some. Safe for concurrent use.
/// </summary>
internal sealed class SignalMailbox(int capacity)
{
    private readonly Dictionary<string, Signal> waiting = new(StringComparer.Ordinal);
    private bool lost;

    /// <summary>True when it was empty: whoever empties it has to be woken.</summary>
    public bool Put(Signal signal)
    {
        lock (waiting)
        {
            var wasEmpty = waiting.Count == 0 && !lost;
            if (waiting.Count < capacity || waiting.ContainsKey(signal.Key))
            {
                waiting[signal.Key] = signal;
            }
            else
            {
                lost = true;
            }

            return wasEmpty;
        }
    }

    /// <summary>Moves what waits to <paramref name="output"/>.</summary>
    public void TakeAll(ICollection<Signal> output)
    {
        lock (waiting)
        {
            foreach (var signal in waiting.Values)
            {
                output.Add(signal);
            }

            if (lost)
            {
                output.Add(new Signal { Key = "lost", Lost = new SignalsLost() });
            }

            waiting.Clear();
            lost = false;
        }
    }
}
