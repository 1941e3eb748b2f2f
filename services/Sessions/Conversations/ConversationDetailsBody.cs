using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Chat.Sessions.Conversations;

/// <summary>What to change of a conversation. What is left out stays as it is; an empty text, list or object clears.</summary>
internal sealed record ConversationDetailsBody
{
    /// <summary>`low`, `medium`, `high` or `urgent`.</summary>
    [AllowedValues("low", "medium", "high", "urgent")]
    public string? Priority { get; init; }

    /// <summary>What it is about; at most 300 UTF-16 units.</summary>
    public string? Subject { get; init; }

    /// <summary>`web`, `mobile`, `email`, ...; 1 to 32 UTF-16 units.</summary>
    public string? Channel { get; init; }

    /// <summary>All of them; at most 50, each 1 to 64 UTF-16 units.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>An object of at most 8,192 UTF-16 units, with its numbers written out.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The company's own classification of the customer; at most 64 UTF-16 units.</summary>
    public string? UserCategory { get; init; }

    /// <summary>At most 64 UTF-16 units.</summary>
    public string? Department { get; init; }

    /// <summary>The nil UUID clears.</summary>
    public Guid? TeamId { get; init; }

    public ConversationDetails ToDetails() =>
        new()
        {
            Priority = Priority,
            Subject = Subject,
            Channel = Channel,
            Tags = Tags,
            Metadata = Metadata,
            UserCategory = UserCategory,
            Department = Department,
            TeamId = TeamId,
        };
}
