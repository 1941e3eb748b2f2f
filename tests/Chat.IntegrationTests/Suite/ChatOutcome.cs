using System.Text;
using System.Text.Json;

namespace Chat.IntegrationTests.Suite;

/// <summary>What one streamed answer consisted of.</summary>
public sealed class ChatOutcome
{
    private readonly StringBuilder _text = new();

    public List<SseEvent> Events { get; } = [];

    public string? ConversationId { get; private set; }

    public string? VisitorToken { get; private set; }

    /// <summary>Id of the stored visitor message: acknowledged.</summary>
    public string? MessageId { get; private set; }

    public string? ReplyId { get; private set; }

    /// <summary>Id the reply will have once it is stored, as announced at the start of the stream.</summary>
    public string? AnnouncedReplyId { get; private set; }

    /// <summary>The deltas, joined.</summary>
    public string Text => _text.ToString();

    public bool IsDone { get; private set; }

    public string? Error { get; private set; }

    public void Add(SseEvent item)
    {
        Events.Add(item);
        switch (item.Name)
        {
            case "conversation":
                ConversationId = item.Json.GetProperty("conversationId").GetString();
                MessageId = item.Json.GetProperty("message").GetProperty("id").GetString();
                VisitorToken = Optional(item.Json, "visitorToken");
                AnnouncedReplyId = Optional(item.Json, "replyId");
                break;
            case "delta":
                _text.Append(item.Json.GetProperty("text").GetString());
                break;
            case "error":
                Error = item.Json.GetProperty("code").GetString();
                break;
            case "done":
                IsDone = true;
                ReplyId = item.Json.GetProperty("message").GetProperty("id").GetString();
                break;
            default:
                break;
        }
    }

    public string Describe() => string.Join(" | ", Events.Select(item => $"{item.Name}: {item.Data}"));

    private static string? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
