using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Messages;

/// <summary>Who wrote, as REST shows it.</summary>
internal sealed record AuthorAnswer
{
    /// <summary>`visitor`, `user`, `agent`, `ai` or `system`.</summary>
    [AllowedValues("visitor", "user", "agent", "ai", "system")]
    public required string Kind { get; init; }

    public required string Id { get; init; }
    public required string DisplayName { get; init; }

    public static AuthorAnswer From(Author author) =>
        new()
        {
            Kind = author.Kind switch
            {
                AuthorKind.Visitor => "visitor",
                AuthorKind.User => "user",
                AuthorKind.Agent => "agent",
                AuthorKind.Ai => "ai",
                _ => "system",
            },
            Id = author.Id,
            DisplayName = author.DisplayName,
        };
}
