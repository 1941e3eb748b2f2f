using System.Text.Json;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Chat;

/// <summary>From JSON to a <see cref="ChatRequest"/> whose fields are all in range.</summary>
internal static class ChatRequestReader
{
    /// <summary>Answering goes on for a while after a lost connection.</summary>
    public const string Continue = "continue";

    /// <summary>A lost connection stops the answer.</summary>
    public const string Cancel = "cancel";

    private const int MaxMessage = 10_000;
    private const int MaxId = 128;

    /// <summary>Reads the body.</summary>
    /// <param name="isResume">The message was sent before and need not be repeated.</param>
    public static Result<ChatRequest> Read(JsonElement body, bool isResume)
    {
        var fields = new JsonFields(body);
        var request = new ChatRequest
        {
            Message = isResume
                ? fields.Text("message", 0, MaxMessage) ?? ""
                : fields.RequiredText("message", 1, MaxMessage),
            ConversationId = fields.Id("conversationId"),
            ClientMessageId = fields.Text("clientMessageId", 1, MaxId),
            Regenerate = fields.Flag("regenerate") ?? false,
            Locale = ReplyContext.ReadLocale(fields),
            Page = ReplyContext.ReadPage(fields),
            UserData = ReplyContext.ReadUserData(fields),
            OnDisconnect = fields.OneOf("onDisconnect", Cancel, Continue),
            VisitorId = fields.Text("visitorId", 1, MaxId),
            Stream = fields.Flag("stream") ?? true,
        };
        if (isResume && request.ConversationId is null)
        {
            fields.Add("conversationId", "required", "Resuming needs the conversation's id.");
        }
        if (isResume && !request.Stream)
        {
            fields.Add("stream", "not_allowed", "Only a stream can be resumed.");
        }
        if (request.Regenerate && request.ConversationId is null)
        {
            fields.Add("conversationId", "required", "Answering again needs the conversation's id.");
        }
        return fields.Faults.Count == 0 ? request : new Invalid(fields.Faults);
    }
}
