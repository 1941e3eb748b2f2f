using System.Globalization;
using System.Text.Json;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>
/// Validates a request by the original's table and in its words (those of zod 3, which clients may show). Lengths are
/// UTF-16 units; null is not taken for an absent optional field; faults inside an object count for the top field.
/// </summary>
internal sealed class ChatCopsReader
{
    private const int MaxId = 128;
    private const int MaxMessage = 10_000;
    private const int MaxLocale = 10;
    private const int MaxTitle = 500;
    private const int MaxDescription = 1_000;
    private const int MaxSnippet = 2_000;
    private const int MaxUserDataValue = 500;

    // Not in the original, whose map has no bound; ours must have one.
    private const int MaxUserData = 50;

    private readonly ChatCopsFaults faults = new();

    /// <summary>The request, or null and what was wrong.</summary>
    public static ChatCopsRequest? Read(JsonElement body, out ChatCopsFaults found)
    {
        var reader = new ChatCopsReader();
        found = reader.faults;
        if (body.ValueKind != JsonValueKind.Object)
        {
            found.AddForm(Expected("object", body));
            return null;
        }
        var request = reader.ReadRequest(body);
        return found.IsEmpty ? request : null;
    }

    private ChatCopsRequest ReadRequest(JsonElement body) =>
        new()
        {
            ConversationId = Id(body, "conversationId", isRequired: true) ?? "",
            Message = Text(body, "message", "message", 1, MaxMessage, isRequired: true) ?? "",
            MessageId = Id(body, "messageId", isRequired: false),
            Regenerate = Flag(body, "regenerate"),
            PageContext = Page(body),
            Locale = Text(body, "locale", "locale", 0, MaxLocale, isRequired: false),
            UserData = UserData(body),
        };

    // What is said is kept without U+0000; an id without it would be another one.
    private string? Id(JsonElement body, string name, bool isRequired)
    {
        var id = Text(body, name, name, 1, MaxId, isRequired);
        if (id is not null && id.Contains('\0'))
        {
            faults.Add(name, "Invalid");
        }
        return id;
    }

    private string? Text(JsonElement owner, string name, string topField, int minimum, int maximum, bool isRequired)
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            if (isRequired)
            {
                faults.Add(topField, "Required");
            }
            return null;
        }
        return CheckText(value, topField, minimum, maximum);
    }

    private string? CheckText(JsonElement value, string topField, int minimum, int maximum)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(topField, Expected("string", value));
            return null;
        }
        if (!JsonBody.TryText(value, out var text))
        {
            faults.Add(topField, "Invalid");
            return null;
        }
        if (text.Length < minimum)
        {
            faults.Add(
                topField,
                string.Create(CultureInfo.InvariantCulture, $"String must contain at least {minimum} character(s)")
            );
        }
        if (text.Length > maximum)
        {
            faults.Add(
                topField,
                string.Create(CultureInfo.InvariantCulture, $"String must contain at most {maximum} character(s)")
            );
        }
        return text;
    }

    private bool Flag(JsonElement owner, string name)
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            return false;
        }
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }
        faults.Add(name, Expected("boolean", value));
        return false;
    }

    private ChatCopsPage? Page(JsonElement body)
    {
        const string Field = "pageContext";
        if (!TryObject(body, Field, out var page))
        {
            return null;
        }
        var url = Text(page, "url", Field, 0, int.MaxValue, isRequired: true);
        if (url is not null && !PageAddress.IsAbsolute(url))
        {
            faults.Add(Field, "Invalid url");
        }
        return new ChatCopsPage
        {
            Url = url ?? "",
            Title = Text(page, "title", Field, 0, MaxTitle, isRequired: true) ?? "",
            Description = Text(page, "description", Field, 0, MaxDescription, isRequired: false),
            ContentSnippet = Text(page, "contentSnippet", Field, 0, MaxSnippet, isRequired: false),
        };
    }

    private Dictionary<string, string>? UserData(JsonElement body)
    {
        const string Field = "userData";
        if (!TryObject(body, Field, out var userData))
        {
            return null;
        }
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in userData.EnumerateObject())
        {
            if (facts.Count == MaxUserData)
            {
                faults.Add(Field, "Object must contain at most 50 entries");
                break;
            }
            facts[property.Name] = CheckText(property.Value, Field, 0, MaxUserDataValue) ?? "";
        }
        return facts;
    }

    private bool TryObject(JsonElement owner, string name, out JsonElement value)
    {
        if (!owner.TryGetProperty(name, out value))
        {
            return false;
        }
        if (value.ValueKind == JsonValueKind.Object)
        {
            return true;
        }
        faults.Add(name, Expected("object", value));
        return false;
    }

    private static string Expected(string type, JsonElement value) => $"Expected {type}, received {TypeOf(value)}";

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            JsonValueKind.Number => "number",
            JsonValueKind.String => "string",
            JsonValueKind.Null => "null",
            _ => "boolean",
        };
}
