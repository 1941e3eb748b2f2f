using Chat.Sessions.Messages;

namespace Chat.Sessions.Conversations;

/// <summary>What changed of a conversation's details, and the event that says so.</summary>
internal static class DetailsDifference
{
    private const string Tags = "tags";

    /// <summary>The fields that differ, as REST names them.</summary>
    public static IReadOnlyList<string> Of(ConversationState before, ConversationState after)
    {
        (string Name, bool Differs)[] fields =
        [
            ("priority", before.Priority != after.Priority),
            ("subject", before.Subject != after.Subject),
            ("channel", before.Channel != after.Channel),
            (Tags, !before.Tags.SequenceEqual(after.Tags, StringComparer.Ordinal)),
            ("metadata", !JsonObjectText.IsSame(before.Metadata, after.Metadata)),
            ("userCategory", before.UserCategory != after.UserCategory),
            ("department", before.Department != after.Department),
            ("teamId", before.TeamId != after.TeamId),
        ];
        return [.. fields.Where(field => field.Differs).Select(field => field.Name)];
    }

    public static ConversationEvent Event(
        ConversationActor actor,
        ConversationState after,
        IReadOnlyList<string> fields
    ) =>
        fields is [Tags]
            ? new ConversationEvent
            {
                Kind = ConversationEventKind.TagsChanged,
                Actor = actor.Author,
                Tags = after.Tags,
            }
            : new ConversationEvent
            {
                Kind = ConversationEventKind.DetailsChanged,
                Actor = actor.Author,
                Fields = fields,
            };
}
