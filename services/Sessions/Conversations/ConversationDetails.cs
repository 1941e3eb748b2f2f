using System.Text.Json;

namespace Chat.Sessions.Conversations;

/// <summary>
/// What somebody of the company says of a conversation. What is null stays as it is; an empty text, list or object clears.
/// </summary>
internal sealed record ConversationDetails
{
    public string? Priority { get; init; }
    public string? Subject { get; init; }
    public string? Channel { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public JsonElement? Metadata { get; init; }
    public string? UserCategory { get; init; }
    public string? Department { get; init; }
    public Guid? TeamId { get; init; }

    /// <summary>What of them a customer may say.</summary>
    public ConversationDetails OfCustomer() => new() { Subject = Subject, Channel = Channel };

    /// <summary>The team that is named; null: none, or that it is to have none.</summary>
    public Guid? NamedTeamId => TeamId == Guid.Empty ? null : TeamId;

    /// <summary>The conversation with them; they must be valid.</summary>
    public ConversationState On(ConversationState state) =>
        state with
        {
            Priority = Priority is null
                ? state.Priority
                : ConversationNames.ParsePriority(Priority).GetValueOrDefault(state.Priority),
            Subject = Cleared(Subject, state.Subject),
            Channel = Channel ?? state.Channel,
            Tags = Tags is null ? state.Tags : [.. Tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Metadata = Metadata is null ? state.Metadata : ObjectText(Metadata.Value),
            UserCategory = Cleared(UserCategory, state.UserCategory),
            Department = Cleared(Department, state.Department),
            TeamId = TeamId is null ? state.TeamId : NamedTeamId,
        };

    private static string? Cleared(string? said, string? standing) =>
        said is null ? standing
        : said.Length == 0 ? null
        : said;

    private static string? ObjectText(JsonElement said) => said.EnumerateObject().Any() ? said.GetRawText() : null;
}
