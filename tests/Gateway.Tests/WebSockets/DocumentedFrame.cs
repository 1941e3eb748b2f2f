using System.Text.Json;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>
/// A frame, or an object in one, as docs/websocket.md writes it: <c>{"type":"ack","id","message":{"id"},"cursor"?}</c>.
/// </summary>
internal sealed record DocumentedFrame(IReadOnlyList<DocumentedFrame.Field> Fields)
{
    /// <summary>One of its fields.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="IsOptional">It may be missing.</param>
    /// <param name="Word">Its value, where that is always the same text.</param>
    /// <param name="Inner">What it holds, or each of its items, where the paper says so.</param>
    internal sealed record Field(string Name, bool IsOptional, string? Word, DocumentedFrame? Inner);

    /// <summary>Its <c>type</c>.</summary>
    public string Type => Fields.Single(static known => known.Name == "type").Word!;

    /// <summary>The names of all fields, or of those that are always there.</summary>
    public IEnumerable<string> Names(bool required = false) =>
        Fields.Where(field => !required || !field.IsOptional).Select(static field => field.Name);

    /// <summary>Every name in it, with its place.</summary>
    public IEnumerable<string> Places(string before = "") =>
        Fields.SelectMany(field =>
            (string[])[before + field.Name, .. field.Inner?.Places(before + field.Name + "/") ?? []]
        );

    /// <summary>Whether a real one has these fields in this order, no others, and none of the needed ones is missing.</summary>
    public bool Fits(JsonElement real)
    {
        if (real.ValueKind == JsonValueKind.Array)
        {
            return real.EnumerateArray().All(Fits);
        }
        var names = real.EnumerateObject().Select(static property => property.Name).ToArray();
        return names.SequenceEqual(Names().Where(name => names.Contains(name, StringComparer.Ordinal)))
            && Names(required: true).All(name => names.Contains(name, StringComparer.Ordinal))
            && Fields.All(field => !real.TryGetProperty(field.Name, out var value) || Fits(field, value));
    }

    private static bool Fits(Field field, JsonElement value) =>
        field.Inner?.Fits(value) ?? (field.Word is null || value.ValueEquals(field.Word));

    /// <summary>Reads what the paper has.</summary>
    public static DocumentedFrame Parse(string text)
    {
        var at = 0;
        return Object(text, ref at);
    }

    private static DocumentedFrame Object(string text, ref int at)
    {
        var fields = new List<Field>();
        for (at++; text[at - 1] != '}'; at++)
        {
            var name = Quoted(text, ref at);
            var isOptional = text[at] == '?';
            at += isOptional ? 1 : 0;
            string? word = null;
            DocumentedFrame? inner = null;
            if (text[at] == ':')
            {
                at++;
                (word, inner) = Value(text, ref at);
            }
            fields.Add(new Field(name, isOptional, word, inner));
        }
        at--;
        return new DocumentedFrame(fields);
    }

    // {...}, [...] and words to choose from say nothing that could be compared.
    private static (string? Word, DocumentedFrame? Inner) Value(string text, ref int at)
    {
        var start = at;
        var isList = text[at] == '[';
        at += isList ? 1 : 0;
        if (text[at] == '{' && text[at + 1] == '"')
        {
            var inner = Object(text, ref at);
            at += isList ? 2 : 1;
            return (null, inner);
        }
        for (var depth = 0; depth > 0 || text[at] is not (',' or '}'); at++)
        {
            depth += text[at] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
        }
        var value = text[start..at];
        return (value is ['"', .. var word, '"'] && !word.Contains('"', StringComparison.Ordinal) ? word : null, null);
    }

    private static string Quoted(string text, ref int at)
    {
        var end = text.IndexOf('"', at + 1);
        var word = text[(at + 1)..end];
        at = end + 1;
        return word;
    }
}
