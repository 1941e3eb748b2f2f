using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Replies;

/// <summary>How replies are made.</summary>
internal sealed class RepliesOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:Replies";

    /// <summary>Name shown with the AI's messages; 1 to 200 characters, default "Assistant".</summary>
    [Required]
    [StringLength(200, MinimumLength = 1)]
    public string SpeakerName { get; set; } = "Assistant";

    /// <summary>Earlier messages fetched for the prompt, 0 to 100; default 50.</summary>
    [Range(0, 100)]
    public int HistoryLimit { get; set; } = 50;

    /// <summary>Longest wait until another speaker of the conversation is done, 1 s to 10 min; default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a reply goes on trying to reach Sessions, 1 s to 1 min; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan PersistTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long running replies may go on when the service is told to stop, 0 to 10 s; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
