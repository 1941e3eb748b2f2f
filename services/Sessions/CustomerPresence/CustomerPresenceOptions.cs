using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.CustomerPresence;

/// <summary>When an agent hears that a customer went or came back.</summary>
internal sealed class CustomerPresenceOptions
{
    public const string Section = "Customers:Presence";

    /// <summary>How often it is looked who of those that agents follow is there; 100 ms to 1 min, default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a customer must be nowhere before agents hear of it: pages are changed, networks falter, instances are
    /// replaced. 0 to 1 min, default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);
}
