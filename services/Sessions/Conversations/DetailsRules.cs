using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Conversations;

/// <summary>What may be said of a conversation, field by field.</summary>
internal static class DetailsRules
{
    public static void Check(List<FieldFault> faults, ConversationDetails details)
    {
        if (details.Priority is { } priority && ConversationNames.ParsePriority(priority) is null)
        {
            faults.Add(new FieldFault("/priority", "unknown", $"Must be one of {ConversationNames.AllPriorities}."));
        }

        Text(faults, "/subject", details.Subject, 0, ConversationLimits.Subject);
        Text(faults, "/channel", details.Channel, 1, ConversationLimits.Channel);
        Text(faults, "/userCategory", details.UserCategory, 0, ConversationLimits.Classification);
        Text(faults, "/department", details.Department, 0, ConversationLimits.Classification);
        if (details.Tags is { } tags)
        {
            Tags(faults, tags);
        }

        if (
            details.Metadata is { } metadata
            && !(
                metadata.ValueKind is JsonValueKind.Object
                && JsonObjectText.IsValid(metadata.GetRawText(), MessagesLimits.Metadata)
            )
        )
        {
            faults.Add(
                new FieldFault(
                    "/metadata",
                    "format",
                    $"Must be an object of at most {MessagesLimits.Metadata} UTF-16 units and 16 levels."
                )
            );
        }
    }

    public static void Text(List<FieldFault> faults, string pointer, string? value, int least, int most)
    {
        if (value is null)
        {
            return;
        }

        if (value.Length < least || value.Length > most)
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have {least} to {most} UTF-16 units."));
        }
        else if (value.Contains('\0'))
        {
            // Postgres cannot store it in a text.
            faults.Add(new FieldFault(pointer, "characters", "Must not contain the character U+0000."));
        }
    }

    private static void Tags(List<FieldFault> faults, IReadOnlyList<string> tags)
    {
        if (tags.Count > ConversationLimits.Tags)
        {
            faults.Add(new FieldFault("/tags", "length", $"Must have at most {ConversationLimits.Tags} entries."));
            return;
        }

        for (var index = 0; index < tags.Count; index++)
        {
            Text(faults, $"/tags/{index}", tags[index] ?? "", 1, ConversationLimits.Tag);
        }
    }
}
