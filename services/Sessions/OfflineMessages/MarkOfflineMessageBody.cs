using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Body of `PATCH /v1/offline-messages/{id}`.</summary>
internal sealed record MarkOfflineMessageBody
{
    /// <summary>Somebody has seen to it.</summary>
    [Required]
    public bool? Handled { get; init; }
}
