using System.Text.Json;
using Chat.Gateway.Json;
using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>From the bytes of a frame to what they say: pure, never throws for what a client sends.</summary>
internal static class ClientFrameReader
{
    private const int MaxId = 64;
    private const int MaxToken = 2_048;
    private const int MaxText = 10_000;
    private const int MaxClientMessageId = 128;
    private const int MaxCursor = 128;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <summary>The frame; or the faults. <see cref="JsonMalformed"/> means that it was no frame at all.</summary>
    public static Result<ClientFrame> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new JsonMalformed();
            }
            var fields = new JsonFields(json.RootElement);
            var frame = ReadFrame(fields);
            return frame is null || fields.Faults.Count > 0 ? new Invalid(fields.Faults) : frame;
        }
        catch (JsonException)
        {
            return new JsonMalformed();
        }
        catch (InvalidOperationException)
        {
            // A member name with escapes that are no Unicode.
            return new JsonMalformed();
        }
    }

    private static ClientFrame? ReadFrame(JsonFields fields)
    {
        var type = fields.OneOf(
            "type",
            SocketProtocol.Auth,
            SocketProtocol.Subscribe,
            SocketProtocol.Unsubscribe,
            SocketProtocol.Send,
            SocketProtocol.Ping
        );
        switch (type)
        {
            case SocketProtocol.Auth:
                return new AuthFrame(fields.RequiredText("token", 1, MaxToken));
            case SocketProtocol.Subscribe:
                return new SubscribeFrame(Id(fields), ConversationId(fields), Cursor(fields));
            case SocketProtocol.Unsubscribe:
                return new UnsubscribeFrame(Id(fields));
            case SocketProtocol.Send:
                return new SendFrame(
                    Id(fields),
                    fields.Id("conversationId"),
                    fields.RequiredText("text", 1, MaxText),
                    fields.RequiredText("clientMessageId", 1, MaxClientMessageId)
                );
            case SocketProtocol.Ping:
                return new PingFrame(fields.Text("id", 0, MaxId) ?? "");
            default:
                if (fields.Faults.Count == 0)
                {
                    fields.Add("type", "required", "The field is required.");
                }
                return null;
        }
    }

    private static string Id(JsonFields fields) => fields.RequiredText("id", 1, MaxId);

    private static string ConversationId(JsonFields fields)
    {
        _ = fields.RequiredText("conversationId", 1, MaxId);
        return fields.Id("conversationId") ?? "";
    }

    private static LogCursor Cursor(JsonFields fields)
    {
        var cursor = LogCursor.Beginning;
        var text = fields.Text("cursor", 1, MaxCursor);
        if (text is not null && !LogCursor.TryParse(text, out cursor))
        {
            fields.Add("cursor", "invalid_cursor", "A cursor as the entries carry it is expected.");
        }
        return cursor;
    }
}
