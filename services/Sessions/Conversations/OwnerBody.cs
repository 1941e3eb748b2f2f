using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Conversations;

/// <summary>Whose conversation it is.</summary>
internal sealed record OwnerBody
{
    /// <summary>`visitor` or `user`.</summary>
    [Required]
    [AllowedValues("visitor", "user")]
    public string? Kind { get; init; }

    /// <summary>1 to 128 characters.</summary>
    [Required]
    public string? Id { get; init; }

    /// <summary>Name to show; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    public Author ToAuthor() =>
        new(
            Kind switch
            {
                "visitor" => AuthorKind.Visitor,
                "user" => AuthorKind.User,
                _ => default,
            },
            Id ?? "",
            DisplayName ?? ""
        );
}
