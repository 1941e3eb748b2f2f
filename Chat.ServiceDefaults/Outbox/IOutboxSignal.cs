namespace Chat.ServiceDefaults.Outbox;

/// <summary>Tells this process's relay that rows were committed.</summary>
public interface IOutboxSignal
{
    /// <summary>Wakes the relay; never blocks. Missing it only delays rows until the relay's next look.</summary>
    void Notify();
}
