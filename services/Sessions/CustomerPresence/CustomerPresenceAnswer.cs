using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.CustomerPresence;

/// <summary>Whether a conversation's customer is there.</summary>
internal sealed record CustomerPresenceAnswer
{
    /// <summary>
    /// `online`: has it open on the live stream. `away`: has just closed it, and may come back within
    /// `chat.reconnectWindowSeconds`. `offline`: has not.
    /// </summary>
    [AllowedValues("online", "away", "offline")]
    public required string Status { get; init; }
}
