using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>One section without its type: how it is read, written and checked.</summary>
internal abstract class SettingsSection(string name, Type type)
{
    public string Name { get; } = name;

    public Type Type { get; } = type;

    /// <summary>What holds while nothing was set.</summary>
    public abstract object Default { get; }

    /// <summary>From what somebody sent: all faults at once.</summary>
    public abstract Result<object> Parse(JsonElement json);

    /// <summary>From what is stored: checked when it was written; fields that exist no more are passed over.</summary>
    /// <returns>Null: it cannot be read here, because a newer version wrote it.</returns>
    public object? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Type, SettingsJson.Options);
        }
        catch (JsonException)
        {
            // Whoever asks says so, with the tenant's name.
            return null;
        }
    }

    public JsonObject ToJson(object values) =>
        JsonSerializer.SerializeToNode(values, Type, SettingsJson.Options)!.AsObject();
}

/// <inheritdoc/>
internal sealed class SettingsSection<TSection>() : SettingsSection(TSection.Name, typeof(TSection))
    where TSection : class, ISettingsSection, new()
{
    public override object Default { get; } = new TSection();

    public override Result<object> Parse(JsonElement json)
    {
        var read = SettingsReader.Read<TSection>(json);
        return read.IsSuccess ? read.Value : read.Error;
    }
}
