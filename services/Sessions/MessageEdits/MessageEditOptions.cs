using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.MessageEdits;

/// <summary>Second thoughts about messages.</summary>
internal sealed class MessageEditOptions
{
    public const string Section = "MessageEdits";

    /// <summary>
    /// For how long visitors, users and agents may edit or delete what they wrote; 0 (never) to 30 days, default 15 minutes.
    /// Managers and secret keys are not bound to it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);
}
