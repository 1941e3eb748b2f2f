using Chat.Sessions.Agents;

namespace Chat.Sessions.SupportPersons;

/// <summary>Somebody a visitor can choose: nothing of an agent that is not meant for visitors.</summary>
internal sealed record SupportPersonAnswer
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string? AvatarUrl { get; init; }
    public required string? Title { get; init; }

    /// <summary>Whom conversations go to by default.</summary>
    public required bool IsDefault { get; init; }

    public static SupportPersonAnswer From(AgentCard card) =>
        new()
        {
            Id = card.Id,
            Name = card.Name,
            AvatarUrl = card.AvatarUrl,
            Title = card.Title,
            IsDefault = card.IsDefault,
        };
}
