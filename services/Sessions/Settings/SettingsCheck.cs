using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>
/// Compares JSON with the type it is for. The serializer would stop at the first fault; this walks on, so that whoever
/// fills in a form learns of all at once. What it allows, the serializer reads.
/// </summary>
internal sealed class SettingsCheck(List<FieldFault> faults)
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    public void Value(JsonElement json, JsonTypeInfo type, string pointer)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                Object(json, type, pointer);
                break;
            case JsonTypeInfoKind.Enumerable:
                List(json, type, pointer);
                break;
            case JsonTypeInfoKind.Dictionary:
                Dictionary(json, type, pointer);
                break;
            default:
                Scalar(json, type, pointer);
                break;
        }
    }

    private void Object(JsonElement json, JsonTypeInfo type, string pointer)
    {
        if (!Is(json, JsonValueKind.Object, pointer, "an object"))
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            var at = JsonPointer.Below(pointer, field.Name);
            if (type.Properties.FirstOrDefault(property => property.Name == field.Name) is not { } property)
            {
                faults.Add(new FieldFault(at, "unknown", "There is no such field."));
            }
            else if (!seen.Add(field.Name))
            {
                faults.Add(new FieldFault(at, "duplicate", "Must be there once."));
            }
            else
            {
                Field(field.Value, property, at);
            }
        }

        foreach (
            var property in type.Properties.Where(property => property.IsRequired && !seen.Contains(property.Name))
        )
        {
            faults.Add(new FieldFault(JsonPointer.Below(pointer, property.Name), "required", "Must be there."));
        }
    }

    private void Field(JsonElement json, JsonPropertyInfo property, string pointer)
    {
        if (json.ValueKind is JsonValueKind.Null)
        {
            if (
                !property.IsSetNullable
                || Nullable.GetUnderlyingType(property.PropertyType) is null && property.PropertyType.IsValueType
            )
            {
                faults.Add(new FieldFault(pointer, "null", "Must have a value."));
            }

            return;
        }

        var before = faults.Count;
        Value(json, SettingsJson.Options.GetTypeInfo(property.PropertyType), pointer);
        if (faults.Count == before)
        {
            Bounds(json, property, pointer);
        }
    }

    private void Bounds(JsonElement json, JsonPropertyInfo property, string pointer)
    {
        var value = json.Deserialize(SettingsJson.Options.GetTypeInfo(property.PropertyType));
        foreach (var rule in Attributes<ValidationAttribute>(property).Where(rule => !Allows(rule, value)))
        {
            faults.Add(new FieldFault(pointer, CodeOf(rule), rule.FormatErrorMessage(property.Name)));
        }

        if (Attributes<EachAttribute>(property).FirstOrDefault() is { } each && value is IEnumerable items)
        {
            var bad = items.Cast<string>().Index().Where(item => !each.Allows(item.Item));
            faults.AddRange(bad.Select(item => new FieldFault($"{pointer}/{item.Index}", "length", each.Message)));
        }
    }

    // The attribute leaves an empty text to [Required]; here it would be kept as a colour or an address that is none.
    private static bool Allows(ValidationAttribute rule, object? value) =>
        rule.IsValid(value)
        && !(
            value is ""
            && rule is RegularExpressionAttribute { Pattern: var pattern }
            && !Regex.IsMatch("", pattern, RegexOptions.None, MatchTime)
        );

    private void List(JsonElement json, JsonTypeInfo type, string pointer)
    {
        if (!Is(json, JsonValueKind.Array, pointer, "a list"))
        {
            return;
        }

        var element = SettingsJson.Options.GetTypeInfo(type.ElementType!);
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            Item(item, element, $"{pointer}/{index}");
        }
    }

    private void Dictionary(JsonElement json, JsonTypeInfo type, string pointer)
    {
        if (!Is(json, JsonValueKind.Object, pointer, "an object"))
        {
            return;
        }

        var element = SettingsJson.Options.GetTypeInfo(type.ElementType!);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in json.EnumerateObject())
        {
            var at = JsonPointer.Below(pointer, entry.Name);
            if (!seen.Add(entry.Name))
            {
                faults.Add(new FieldFault(at, "duplicate", "Must be there once."));
            }
            else if (entry.Name.Length == 0 || entry.Name.Length > 64 || entry.Name.Contains('\0'))
            {
                faults.Add(new FieldFault(at, "name", "The name must have 1 to 64 UTF-16 units, none of them U+0000."));
            }
            else
            {
                Item(entry.Value, element, at);
            }
        }
    }

    private void Item(JsonElement json, JsonTypeInfo type, string pointer)
    {
        if (json.ValueKind is JsonValueKind.Null)
        {
            faults.Add(new FieldFault(pointer, "null", "Must have a value."));
            return;
        }

        Value(json, type, pointer);
    }

    private void Scalar(JsonElement json, JsonTypeInfo type, string pointer)
    {
        if (json.ValueKind is JsonValueKind.String && TextFault(json) is { } wrong)
        {
            faults.Add(new FieldFault(pointer, "characters", wrong));
            return;
        }

        try
        {
            json.Deserialize(type);
        }
        catch (JsonException)
        {
            faults.Add(new FieldFault(pointer, "type", $"Must be {Describe(type.Type)}."));
        }
    }

    private static string? TextFault(JsonElement json)
    {
        try
        {
            // Postgres cannot store it in a jsonb.
            return json.GetString()!.Contains('\0') ? "Must not contain the character U+0000." : null;
        }
        catch (InvalidOperationException)
        {
            return "Must be valid Unicode.";
        }
    }

    private bool Is(JsonElement json, JsonValueKind kind, string pointer, string wanted)
    {
        if (json.ValueKind == kind)
        {
            return true;
        }

        faults.Add(new FieldFault(pointer, "type", $"Must be {wanted}."));
        return false;
    }

    private static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? "true or false"
            : type == typeof(int) || type == typeof(long) ? "a whole number"
            : type == typeof(TimeOnly) ? "a time of day, HH:mm"
            : type == typeof(DateOnly) ? "a date, yyyy-MM-dd"
            : type.IsEnum ? "one of " + string.Join(", ", Choices(type))
            : "a text";
    }

    private static IEnumerable<string> Choices(Type type) =>
        Enum.GetValues(type)
            .Cast<object>()
            .Select(choice => JsonSerializer.Serialize(choice, type, SettingsJson.Options).Trim('"'));

    private static string CodeOf(ValidationAttribute rule) =>
        rule switch
        {
            RangeAttribute => "out_of_range",
            StringLengthAttribute => "length",
            LengthAttribute or MaxLengthAttribute => "count",
            _ => "format",
        };

    private static IEnumerable<TAttribute> Attributes<TAttribute>(JsonPropertyInfo property)
        where TAttribute : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(TAttribute), inherit: true).Cast<TAttribute>() ?? [];
}
