using System.Text;
using System.Text.Json;

namespace Chat.Gateway.Tests.Sse;

/// <summary>A reader of event streams written from the WHATWG text alone, to check our writer against.</summary>
internal static class SseReader
{
    public static List<SseEvent> Parse(byte[] stream)
    {
        var events = new List<SseEvent>();
        string name = "",
            id = "";
        StringBuilder? data = null;
        foreach (var line in Encoding.UTF8.GetString(stream).ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length == 0)
            {
                if (data is not null)
                {
                    events.Add(new SseEvent(name, id, data.ToString()));
                }
                (name, data) = ("", null);
                continue;
            }
            var colon = line.IndexOf(':');
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            value = value.StartsWith(' ') ? value[1..] : value;
            switch (field)
            {
                case "event":
                    name = value;
                    break;
                case "id":
                    id = value;
                    break;
                case "data":
                    data = data is null ? new StringBuilder(value) : data.Append('\n').Append(value);
                    break;
                default:
                    break;
            }
        }
        return events;
    }
}

internal sealed record SseEvent(string Name, string Id, string Data)
{
    public JsonElement Json => JsonDocument.Parse(Data).RootElement;
}
