namespace Chat.Sessions.Signals;

/// <summary>
/// Tells whoever listens, on any instance, what is worth knowing only now. Best effort: nothing is stored, nobody waits,
/// and what is lost (Redis away, a slow reader, too much at once) is not repeated.
/// </summary>
internal interface ISignals
{
    /// <summary>Gives a signal; a waiting one with the same topic and key is replaced. Never blocks, never throws.</summary>
    void Publish(Guid tenantId, SignalTopic topic, Signal signal);
}
