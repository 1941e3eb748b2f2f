using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Conversations;

/// <summary>Ids as they come over the wire.</summary>
internal static class WireIds
{
    /// <summary>The id of a conversation; what is no id cannot be found.</summary>
    public static Guid Parse(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : throw new ConversationNotFound().ToRpcException();

    /// <summary>An id that may be left out.</summary>
    public static Guid? ParseOptional(string text) => text.Length == 0 ? null : Parse(text);

    /// <summary>An id that the caller chose.</summary>
    public static Guid ParseChosen(string text, string pointer) =>
        Guid.TryParseExact(text, "D", out var id)
            ? id
            : throw Invalid.Field(pointer, "format", "Must be a UUID in lower case with hyphens.").ToRpcException();
}
