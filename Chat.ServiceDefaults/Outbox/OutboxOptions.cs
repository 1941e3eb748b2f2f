using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Settings of the outbox relay; section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Outbox";

    /// <summary>Events published and deleted together. Default: 500; 1 to 5,000.</summary>
    [Range(1, 5_000, ErrorMessage = "Outbox:BatchSize must be between 1 and 5000.")]
    public int BatchSize { get; set; } = 500;

    /// <summary>How often the relay looks without being told. Default: 250 ms; 10 ms to 1 minute.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.0100000",
        "00:01:00",
        ErrorMessage = "Outbox:PollInterval must be between 00:00:00.01 and 00:01:00."
    )]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long the relay waits for more events after the first one, so that they travel together: an event costs the bus,
    /// and each service that hears it, a fraction then, and comes that much later at most. Default: 100 ms; 0 to
    /// 1 second.
    /// </summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "00:00:01",
        ErrorMessage = "Outbox:Linger must be between 00:00:00 and 00:00:01."
    )]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time in which the broker must confirm a batch. Default: 10 seconds; 1 to 60 seconds.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:01:00",
        ErrorMessage = "Outbox:ConfirmTimeout must be between 00:00:01 and 00:01:00."
    )]
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
