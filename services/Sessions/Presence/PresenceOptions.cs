using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Presence;

/// <summary>When agents are taken for gone.</summary>
internal sealed class PresenceOptions : IValidatableObject
{
    public const string Section = "Agents:Presence";

    /// <summary>How often a gateway tells who is there. 1 s to 1 min; 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan BeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an agent is believed to be at a gateway that says nothing more. At least twice
    /// <see cref="BeatInterval"/>; 2 s to 10 min; 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an agent may be nowhere before it is offline: tabs are closed and opened, gateways are replaced, Redis is
    /// emptied. Longer than <see cref="BeatInterval"/>; 1 s to 10 min; 20 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often it is looked who is gone or idle. 100 ms to 2 min; 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lease < 2 * BeatInterval)
        {
            yield return new ValidationResult(
                "Agents:Presence:Lease must be at least twice Agents:Presence:BeatInterval.",
                [nameof(Lease)]
            );
        }

        if (Grace <= BeatInterval)
        {
            yield return new ValidationResult(
                "Agents:Presence:Grace must be longer than Agents:Presence:BeatInterval.",
                [nameof(Grace)]
            );
        }
    }
}
