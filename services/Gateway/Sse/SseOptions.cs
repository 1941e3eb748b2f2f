using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Sse;

/// <summary>Event streams.</summary>
internal sealed class SseOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Sse";

    /// <summary>Silence after which a comment is sent, so that no proxy closes the stream. 1 s to 1 min; 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a resumed stream waits for a sign of its reply before it gives up. 5 s to 5 min; 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan ReplySilenceLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After so long a request whose reply another request makes asks again, while no word of the reply came: whoever
    /// made it may be gone. 0.5 s to 1 min; 3 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often it is looked whether credentials of lasting streams still hold. 1 s to 1 h; 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CredentialCheck { get; set; } = TimeSpan.FromMinutes(1);
}
