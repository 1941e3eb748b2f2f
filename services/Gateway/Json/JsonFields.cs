using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Json;

/// <summary>
/// Reads the fields of a JSON object and collects every fault, so that a client learns all of them at once. Unknown
/// fields are ignored; null counts as absent. Lengths are UTF-16 units.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonElement root;
    private readonly string pointer;
    private readonly List<FieldFault> faults;

    public JsonFields(JsonElement root)
        : this(root, "", [])
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new FieldFault("", "wrong_type", "An object is expected."));
        }
    }

    private JsonFields(JsonElement root, string pointer, List<FieldFault> faults)
    {
        this.root = root;
        this.pointer = pointer;
        this.faults = faults;
    }

    /// <summary>Everything that was wrong so far.</summary>
    public IReadOnlyList<FieldFault> Faults => faults;

    /// <summary>An optional text; null when absent or wrong.</summary>
    public string? Text(string name, int minimum, int maximum)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }
        if (!JsonBody.TryText(value, out var text))
        {
            Add(name, "wrong_type", "Text is expected.");
            return null;
        }
        return Check(name, text, minimum, maximum) ? text : null;
    }

    /// <summary>A text that must be there; empty when it is wrong.</summary>
    public string RequiredText(string name, int minimum, int maximum)
    {
        if (!TryFind(name, out _))
        {
            Add(name, "required", "The field is required.");
            return "";
        }
        return Text(name, minimum, maximum) ?? "";
    }

    /// <summary>An optional whole number; null when absent or wrong.</summary>
    public int? Integer(string name, int minimum, int maximum)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Number)
        {
            Add(name, "wrong_type", "A whole number is expected.");
            return null;
        }
        if (value.TryGetInt32(out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }
        Add(
            name,
            "out_of_range",
            string.Create(CultureInfo.InvariantCulture, $"A whole number of {minimum} to {maximum} is expected.")
        );
        return null;
    }

    /// <summary>An optional id of ours; null when absent or wrong.</summary>
    public string? Id(string name)
    {
        var text = Text(name, 1, 64);
        if (text is null || Guid.TryParseExact(text, "D", out _))
        {
            return text?.ToLowerInvariant();
        }
        Add(name, "invalid_id", "An id as the API gives them (a UUID) is expected.");
        return null;
    }

    /// <summary>An id of ours that must be there; empty when it is wrong.</summary>
    public string RequiredId(string name)
    {
        _ = RequiredText(name, 1, 64);
        return Id(name) ?? "";
    }

    /// <summary>An optional yes or no; null when absent or wrong.</summary>
    public bool? Flag(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }
        Add(name, "wrong_type", "true or false is expected.");
        return null;
    }

    /// <summary>A whole number that must be there; the minimum when it is wrong.</summary>
    public long RequiredNumber(string name, long minimum, long maximum)
    {
        if (!TryFind(name, out var value))
        {
            Add(name, "required", "The field is required.");
            return minimum;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            if (number >= minimum && number <= maximum)
            {
                return number;
            }
            Add(
                name,
                "out_of_range",
                string.Create(CultureInfo.InvariantCulture, $"A number from {minimum} to {maximum} is expected.")
            );
            return minimum;
        }
        Add(name, "wrong_type", "A whole number is expected.");
        return minimum;
    }

    /// <summary>A list of objects that must be there, whose faults are collected here too; those before the first wrong one.</summary>
    public IEnumerable<JsonFields> Objects(string name, int maximumCount)
    {
        if (!TryFind(name, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            Add(name, "required", "A list is expected.");
            yield break;
        }
        if (value.GetArrayLength() > maximumCount)
        {
            Add(name, "too_many", $"At most {maximumCount.ToString(CultureInfo.InvariantCulture)} are allowed.");
            yield break;
        }
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var at = $"{pointer}/{name}/{index.ToString(CultureInfo.InvariantCulture)}";
            if (item.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new FieldFault(at, "wrong_type", "An object is expected."));
                yield break;
            }
            yield return new JsonFields(item, at, faults);
        }
    }

    /// <summary>An optional list of texts; null when absent or wrong.</summary>
    public IReadOnlyList<string>? TextList(string name, int maximumCount, int maximumLength)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > maximumCount)
        {
            Add(
                name,
                "wrong_type",
                $"A list of at most {maximumCount.ToString(CultureInfo.InvariantCulture)} texts is expected."
            );
            return null;
        }
        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (!JsonBody.TryText(item, out var text))
            {
                Add(name, "wrong_type", "A list of texts is expected.");
                return null;
            }
            if (!Check(name, text, 1, maximumLength))
            {
                return null;
            }
            texts.Add(text);
        }
        return texts;
    }

    /// <summary>An optional word out of a few; null when absent or wrong.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> words)
    {
        var text = Text(name, 1, 64);
        if (text is null || words.Contains(text))
        {
            return text;
        }
        Add(name, "unknown_value", $"One of these is expected: {string.Join(", ", words!)}.");
        return null;
    }

    /// <summary>A word out of a few that must be there; null when it is wrong.</summary>
    public string? RequiredOneOf(string name, params ReadOnlySpan<string> words)
    {
        if (!TryFind(name, out _))
        {
            Add(name, "required", "The field is required.");
            return null;
        }
        return OneOf(name, words);
    }

    /// <summary>An optional object whose faults are collected here too; null when absent or wrong.</summary>
    public JsonFields? Object(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Object)
        {
            return new JsonFields(value, $"{pointer}/{name}", faults);
        }
        Add(name, "wrong_type", "An object is expected.");
        return null;
    }

    /// <summary>An optional object as it is written; null when absent or wrong.</summary>
    public string? RawObject(string name, int maximum)
    {
        if (Object(name) is not { } fields)
        {
            return null;
        }
        var text = fields.root.GetRawText();
        if (text.Length > maximum)
        {
            Add(name, "too_long", $"At most {maximum.ToString(CultureInfo.InvariantCulture)} characters are allowed.");
            return null;
        }
        return text;
    }

    /// <summary>An optional object of texts; empty when absent or wrong.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name, int maximumCount, int maximumLength)
    {
        if (Object(name) is not { } fields)
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in fields.root.EnumerateObject())
        {
            if (texts.Count == maximumCount)
            {
                Add(
                    name,
                    "too_many",
                    $"At most {maximumCount.ToString(CultureInfo.InvariantCulture)} entries are allowed."
                );
                break;
            }
            texts[property.Name] = fields.RequiredText(property.Name, 0, maximumLength);
        }
        return texts;
    }

    /// <summary>Notes a fault of a field; of several the first, which is the others' cause.</summary>
    public void Add(string name, string code, string message)
    {
        var at = JsonPointer.Below(pointer, name);
        if (!faults.Exists(fault => fault.Pointer == at))
        {
            faults.Add(new FieldFault(at, code, message));
        }
    }

    private bool Check(string name, string text, int minimum, int maximum)
    {
        if (text.Length < minimum)
        {
            Add(
                name,
                "too_short",
                $"At least {minimum.ToString(CultureInfo.InvariantCulture)} character(s) are expected."
            );
            return false;
        }
        if (text.Length > maximum)
        {
            Add(name, "too_long", $"At most {maximum.ToString(CultureInfo.InvariantCulture)} characters are allowed.");
            return false;
        }
        if (text.Contains('\0'))
        {
            // The store cannot keep it.
            Add(name, "invalid_character", "The character U+0000 is not allowed.");
            return false;
        }
        return true;
    }

    private bool TryFind(string name, out JsonElement value)
    {
        value = default;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }
}
