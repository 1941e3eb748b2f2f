using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>From bytes to a command: pure, never throws for what a client sends.</summary>
internal static class XcelsiorCommandReader
{
    private const int MaxAction = 64;
    private const int MaxContent = 10_000;
    private const int MaxConversationId = 128;
    private const int MaxClientMessageId = 128;
    private const int MaxMetadata = 8_192;

    /// <summary>The command, or its faults; <see cref="MalformedJson"/> when it was no frame at all.</summary>
    public static Result<XcelsiorCommand> Read(ReadOnlyMemory<byte> frame) =>
        JsonBody.Read<XcelsiorCommand>(frame, Read);

    private static Result<XcelsiorCommand> Read(JsonFields fields)
    {
        _ = fields.RequiredText("action", 1, MaxAction);
        var action = fields.OneOf("action", XcelsiorProtocol.SendMessage, XcelsiorProtocol.Typing);
        var data = fields.Object("data");
        if (data is null)
        {
            fields.Add("data", "required", "An object is expected.");
        }
        if (data is null || fields.Faults.Count > 0)
        {
            return new Invalid(fields.Faults);
        }
        XcelsiorCommand command = action == XcelsiorProtocol.Typing ? ReadTyping(data) : ReadMessage(data);
        return fields.Faults.Count > 0 ? new Invalid(fields.Faults) : command;
    }

    private static SendMessageCommand ReadMessage(JsonFields data) =>
        new(ConversationOf(data))
        {
            Content = data.RequiredText("content", 1, MaxContent),
            Type = data.OneOf("messageType", "text", "image", "file") switch
            {
                "image" => MessageType.Image,
                "file" => MessageType.File,
                _ => MessageType.Text,
            },
            Metadata = data.RawObject("metadata", MaxMetadata) ?? "",
            ClientMessageId = data.Text("clientMessageId", 1, MaxClientMessageId),
        };

    private static SetTypingCommand ReadTyping(JsonFields data)
    {
        if (data.Flag("isTyping") is not { } isTyping)
        {
            data.Add("isTyping", "required", "true or false is expected.");
            isTyping = false;
        }
        return new SetTypingCommand(ConversationOf(data), isTyping);
    }

    // The page's samples send the placeholder "conv123": what can be no id of ours means the socket's own conversation,
    // as it does in the socket's address.
    private static string? ConversationOf(JsonFields data) =>
        Guid.TryParseExact(data.Text("conversationId", 0, MaxConversationId), "D", out var id) ? id.ToString() : null;
}
