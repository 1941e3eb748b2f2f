using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>From JSON to a section; absent fields keep their defaults, all faults are named at once.</summary>
internal static class SettingsReader
{
    public static Result<TSection> Read<TSection>(JsonElement json)
        where TSection : class
    {
        var faults = new List<FieldFault>();
        try
        {
            new SettingsCheck(faults).Value(json, SettingsJson.Options.GetTypeInfo(typeof(TSection)), "");
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws for half of a surrogate pair: there is no text to look at further.
            return Invalid.Field("", "characters", "Must be valid Unicode.");
        }

        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        var section = json.Deserialize<TSection>(SettingsJson.Options)!;
        faults.AddRange((section as ISettingsRules)?.Check() ?? []);
        return faults.Count > 0 ? new Invalid(faults) : section;
    }
}
