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
    private const int MaxLocale = 35;
    private const int MaxUserData = 50;
    private const int MaxUserDataValue = 500;

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
            Locale = fields.Text("locale", 0, MaxLocale),
            Page = ReadPage(fields.Object("page")),
            UserData = fields.Texts("userData", MaxUserData, MaxUserDataValue),
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

    private static ChatPage? ReadPage(JsonFields? page)
    {
        if (page is null)
        {
            return null;
        }
        var url = page.RequiredText("url", 1, 2_000);
        if (url.Length > 0 && !PageAddress.IsAbsolute(url))
        {
            page.Add("url", "invalid_url", "An absolute address is expected.");
        }
        return new ChatPage
        {
            Url = url,
            Title = page.Text("title", 0, 500),
            Description = page.Text("description", 0, 1_000),
            ContentSnippet = page.Text("contentSnippet", 0, 2_000),
        };
    }
}
