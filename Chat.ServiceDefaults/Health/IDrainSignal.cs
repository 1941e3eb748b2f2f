namespace Chat.ServiceDefaults.Health;

/// <summary>Tells long-lived streams that this instance is about to stop.</summary>
public interface IDrainSignal
{
    /// <summary>
    /// Cancelled when the host begins to stop: no new streams come in from then on, and open ones should end with a
    /// retryable answer within the shutdown time of 10 seconds.
    /// </summary>
    CancellationToken Draining { get; }
}
