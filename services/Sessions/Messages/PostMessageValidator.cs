using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Messages;

/// <summary>Checks a message before it is written; all faults at once.</summary>
internal static class PostMessageValidator
{
    public static Invalid? Validate(PostMessageRequest request)
    {
        // The list is made only when there is something to say: this runs for every message.
        List<FieldFault>? faults = null;
        Text(ref faults, "/text", request.Text, 1, MessagesLimits.Text);
        Text(ref faults, "/clientMessageId", request.ClientMessageId, 0, MessagesLimits.ClientMessageId);
        Text(ref faults, "/externalId", request.ExternalId, 0, MessagesLimits.ExternalId);
        Author(ref faults, request.Author);
        if (!Enum.IsDefined(request.Again))
        {
            Add(ref faults, "/lease/again", "out_of_range", "Must be a value of AnswerAgain.");
        }

        Kind(ref faults, request);
        if (request.HistoryLimit is < 0 or > MessagesLimits.History)
        {
            Add(ref faults, "/historyLimit", "out_of_range", $"Must be 0 to {MessagesLimits.History}.");
        }

        return faults is null ? null : new Invalid(faults);
    }

    private static void Kind(ref List<FieldFault>? faults, PostMessageRequest request)
    {
        if (!Enum.IsDefined(request.Type) || request.Type is MessageType.Event)
        {
            Add(ref faults, "/type", "out_of_range", "Must be text, image, file, card or system.");
        }

        if (!Enum.IsDefined(request.Visibility))
        {
            Add(ref faults, "/visibility", "out_of_range", "Must be public or internal.");
        }

        if (request.Metadata.Length > 0 && !JsonObjectText.IsValid(request.Metadata, MessagesLimits.Metadata))
        {
            Add(
                ref faults,
                "/metadata",
                "format",
                $"Must be a JSON object of at most {MessagesLimits.Metadata} UTF-16 units and 16 levels."
            );
        }
    }

    private static void Author(ref List<FieldFault>? faults, Author author)
    {
        if (!Enum.IsDefined(author.Kind))
        {
            Add(ref faults, "/author/kind", "required", "Must say who writes.");
        }

        Text(ref faults, "/author/id", author.Id, author.Kind is AuthorKind.System ? 0 : 1, MessagesLimits.AuthorId);
        Text(ref faults, "/author/displayName", author.DisplayName, 0, MessagesLimits.DisplayName);
    }

    private static void Text(ref List<FieldFault>? faults, string pointer, string value, int least, int most)
    {
        if (value.Length < least || value.Length > most)
        {
            Add(ref faults, pointer, "length", $"Must have {least} to {most} UTF-16 units.");
        }
        else if (value.Contains('\0'))
        {
            // Postgres cannot store it in a text.
            Add(ref faults, pointer, "characters", "Must not contain the character U+0000.");
        }
    }

    private static void Add(ref List<FieldFault>? faults, string pointer, string code, string message) =>
        (faults ??= []).Add(new FieldFault(pointer, code, message));
}
