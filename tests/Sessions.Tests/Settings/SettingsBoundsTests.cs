using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;

namespace Chat.Sessions.Tests.Settings;

/// <summary>Every bound of every setting, found by what the sections say of themselves: itself allowed, one beyond named.</summary>
public sealed class SettingsBoundsTests
{
    // There fields must also fit each other, which has its own tests.
    private const string Related = "ai/simulation";

    public static TheoryData<string, string, string, bool> Bounds
    {
        get
        {
            var data = new TheoryData<string, string, string, bool>();
            foreach (var section in SettingsSections.All)
            {
                foreach (var (pointer, value, isAllowed) in Of(section.Type, ""))
                {
                    if (!$"{section.Name}{pointer}".StartsWith(Related, StringComparison.Ordinal))
                    {
                        data.Add(section.Name, pointer, value, isAllowed);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Parse_EachBound_IsAllowedAndNothingBeyond(string name, string pointer, string value, bool isAllowed)
    {
        var section = SettingsSections.Find(name)!;
        var body = section.ToJson(section.Default);
        Put(body, pointer, value);

        var parsed = section.Parse(JsonSerializer.SerializeToElement(body));

        // What else is wrong, where a record is made of one field alone, is no matter of this bound.
        var named = (parsed.Error as Invalid)?.Faults.Where(fault =>
            fault.Pointer.StartsWith(pointer, StringComparison.Ordinal)
            && fault.Code is "out_of_range" or "length" or "count"
        );
        Assert.Equal(isAllowed, !(named ?? []).Any());
    }

    [Theory]
    [InlineData("/branding/primaryColor")]
    [InlineData("/branding/backgroundColor")]
    [InlineData("/branding/logoUrl")]
    public void Parse_EmptyTextWhereAFormIsAskedFor_IsRefused(string pointer)
    {
        var section = SettingsSections.Find("widget")!;
        var body = section.ToJson(section.Default);
        Put(body, pointer, "\"\"");

        var parsed = section.Parse(JsonSerializer.SerializeToElement(body));

        Assert.Equal((pointer, "format"), (Fault(parsed.Error).Pointer, Fault(parsed.Error).Code));
    }

    private static FieldFault Fault(Error? error) => Assert.Single(Assert.IsType<Invalid>(error).Faults);

    private static IEnumerable<(string Pointer, string Value, bool IsAllowed)> Of(Type type, string at)
    {
        foreach (var property in SettingsJson.Options.GetTypeInfo(type).Properties)
        {
            var pointer = $"{at}/{property.Name}";
            foreach (var (value, isAllowed) in Values(property))
            {
                yield return (pointer, value, isAllowed);
            }

            var inner = SettingsJson.Options.GetTypeInfo(property.PropertyType);
            foreach (var nested in inner.Kind is JsonTypeInfoKind.Object ? Of(property.PropertyType, pointer) : [])
            {
                yield return nested;
            }
        }
    }

    private static IEnumerable<(string Value, bool IsAllowed)> Values(JsonPropertyInfo property)
    {
        foreach (var rule in property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [])
        {
            switch (rule)
            {
                case RangeAttribute range:
                    var (min, max) = (Whole(range.Minimum), Whole(range.Maximum));
                    yield return (Text(min), true);
                    yield return (Text(max), true);
                    yield return (Text(min - 1), false);
                    yield return (Text(max + 1), false);
                    break;
                case StringLengthAttribute { MinimumLength: var least, MaximumLength: var most }:
                    yield return ($"\"{new string('x', most + 1)}\"", false);
                    if (least > 0)
                    {
                        yield return ("\"\"", false);
                    }

                    break;
                case EachAttribute each:
                    yield return ($"[\"{new string('x', each.MaxLength)}\"]", true);
                    yield return ($"[\"{new string('x', each.MinLength)}\"]", true);
                    yield return ($"[\"{new string('x', each.MaxLength + 1)}\"]", false);
                    yield return ($"[\"{new string('x', each.MinLength - 1)}\"]", false);
                    break;
                case MaxLengthAttribute { Length: var count } when IsTexts(property.PropertyType):
                    var texts = Enumerable.Range(0, count + 1).Select(n => $"\"text {n}\"").ToList();
                    yield return ($"[{string.Join(',', texts.Take(count))}]", true);
                    yield return ($"[{string.Join(',', texts)}]", false);
                    break;
            }
        }
    }

    private static bool IsTexts(Type type) =>
        type.IsAssignableTo(typeof(IEnumerable<string>)) && type != typeof(string);

    private static long Whole(object bound) => Convert.ToInt64(bound, CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // What is not there by default is made from nothing: its other fields would be missing.
    private static void Put(JsonObject body, string pointer, string value)
    {
        var names = pointer.Split('/')[1..];
        var at = body;
        foreach (var name in names[..^1])
        {
            at = (JsonObject)(at[name] ??= new JsonObject());
        }

        at[names[^1]] = JsonNode.Parse(value);
    }
}
