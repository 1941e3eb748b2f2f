using System.Text.Json;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>A place in a chat file; what is wrong there is noted under its path.</summary>
internal readonly struct ChatFileNode(JsonElement value, string path, ChatFileDraft draft)
{
    private readonly JsonElement value = value;

    /// <summary>Where it is: <c>rateLimit.maxRequests</c>, <c>webhooks[0].url</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    public void Fault(string message) => draft.Fault(Path, message);

    /// <summary>Whether it is an object; noted if not.</summary>
    public bool IsObject()
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault("must be an object.");
        }
        return value.ValueKind == JsonValueKind.Object;
    }

    /// <summary>A misspelt option would otherwise be silently without effect.</summary>
    public void RefuseUnknown(IReadOnlyCollection<string> known)
    {
        foreach (
            var property in value
                .EnumerateObject()
                .Where(property => !known.Contains(property.Name, StringComparer.Ordinal))
        )
        {
            draft.Fault(Join(property.Name), $"there is no such option. Known: {string.Join(", ", known)}.");
        }
    }

    /// <summary>A field that is there and not null.</summary>
    public bool TryGet(string name, out ChatFileNode field)
    {
        if (value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null)
        {
            field = new ChatFileNode(found, Join(name), draft);
            return true;
        }
        field = default;
        return false;
    }

    /// <summary>An object that may be missing, with no other fields than these.</summary>
    public bool TryGetObject(string name, IReadOnlyCollection<string> known, out ChatFileNode field)
    {
        if (!TryGet(name, out field) || !field.IsObject())
        {
            return false;
        }
        field.RefuseUnknown(known);
        return true;
    }

    /// <summary>The fields of an object that may be missing.</summary>
    public IEnumerable<ChatFileNode> Children(string name)
    {
        var children = new List<ChatFileNode>();
        if (TryGet(name, out var field) && field.IsObject())
        {
            foreach (var property in field.value.EnumerateObject())
            {
                children.Add(new ChatFileNode(property.Value, field.Join(property.Name), draft));
            }
        }
        return children;
    }

    /// <summary>The items of a list that may be missing.</summary>
    public IReadOnlyList<ChatFileNode> Items(string name)
    {
        if (!TryGet(name, out var field))
        {
            return [];
        }
        return field.Items();
    }

    /// <summary>The items of this list.</summary>
    public IReadOnlyList<ChatFileNode> Items()
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault("must be a list.");
            return [];
        }
        var items = new List<ChatFileNode>();
        foreach (var item in value.EnumerateArray())
        {
            items.Add(new ChatFileNode(item, $"{Path}[{items.Count}]", draft));
        }
        return items;
    }

    /// <summary>It as it stands in the file; references in it are not filled in.</summary>
    public string Json => value.GetRawText();

    public bool IsText => value.ValueKind == JsonValueKind.String;

    /// <summary>A text that may be missing; null when it is, or is wrong.</summary>
    public string? Text(string name, int maximum) => TryGet(name, out var field) ? field.Text(maximum) : null;

    /// <summary>A text that must be there.</summary>
    public string? RequiredText(string name, int maximum)
    {
        if (TryGet(name, out var field))
        {
            return field.Text(maximum);
        }
        draft.Fault(Join(name), "is required.");
        return null;
    }

    /// <summary>This text, filled in; null when it is wrong.</summary>
    public string? Text(int maximum)
    {
        if (!IsText)
        {
            Fault("must be a text.");
            return null;
        }
        var text = draft.Fill(Path, value.GetString()!);
        if (text is null || (text.Length > 0 && text.Length <= maximum))
        {
            return text;
        }
        Fault($"must have 1 to {maximum} characters.");
        return null;
    }

    /// <summary>A whole number that may be missing; null when it is, or is wrong.</summary>
    public long? Number(string name, long minimum, long maximum)
    {
        if (!TryGet(name, out var field))
        {
            return null;
        }
        if (
            field.value.ValueKind == JsonValueKind.Number
            && field.value.TryGetInt64(out var number)
            && number >= minimum
            && number <= maximum
        )
        {
            return number;
        }
        field.Fault($"must be a whole number from {minimum} to {maximum}.");
        return null;
    }

    /// <summary>Yes or no; null when it is missing or wrong.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var field))
        {
            return null;
        }
        if (field.value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return field.value.GetBoolean();
        }
        field.Fault("must be true or false.");
        return null;
    }

    /// <summary>One of a few words; null when it is missing or wrong.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name, 64) is not { } text)
        {
            return null;
        }
        if (words.Contains(text))
        {
            return text;
        }
        draft.Fault(Join(name), $"must be one of {string.Join(", ", words!)}.");
        return null;
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
