using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.OfflineMessages;

/// <summary>An offline message, as REST shows it.</summary>
internal sealed record OfflineMessageAnswer
{
    public required Guid Id { get; init; }

    /// <summary>`visitor` or `user`; null: nobody with a token.</summary>
    [AllowedValues("visitor", "user")]
    public required string? SenderKind { get; init; }

    public required string? SenderId { get; init; }
    public required string Name { get; init; }

    /// <summary>As it was given; not verified.</summary>
    public required string Email { get; init; }

    public required string Phone { get; init; }
    public required string Subject { get; init; }
    public required string Message { get; init; }
    public required string PageUrl { get; init; }

    /// <summary>Further fields of the form.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public required DateTime LeftAt { get; init; }

    /// <summary>When somebody had seen to it; null: nobody has.</summary>
    public required DateTime? HandledAt { get; init; }

    /// <summary>Id of the agent or key who had.</summary>
    public required string? HandledBy { get; init; }

    public static OfflineMessageAnswer From(OfflineMessage message) =>
        new()
        {
            Id = message.Id,
            SenderKind = message.SenderKind switch
            {
                AuthorKind.Visitor => "visitor",
                AuthorKind.User => "user",
                _ => null,
            },
            SenderId = message.SenderId,
            Name = message.Details.Name,
            Email = message.Details.Email,
            Phone = message.Details.Phone,
            Subject = message.Details.Subject,
            Message = message.Details.Text,
            PageUrl = message.Details.PageUrl,
            Fields = message.Details.Fields,
            LeftAt = message.LeftAt,
            HandledAt = message.HandledAt,
            HandledBy = message.HandledBy,
        };
}
