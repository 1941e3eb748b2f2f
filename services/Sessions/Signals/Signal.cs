namespace Chat.Sessions.Signals;

/// <summary>One signal; see chat.sessions.v1.Signal.</summary>
internal abstract record Signal
{
    /// <summary>What it is about, within its topic: the newest of a key is the only one worth telling.</summary>
    public abstract string Key { get; }

    /// <summary>Never told to visitors and users.</summary>
    public bool IsInternal { get; init; }
}
