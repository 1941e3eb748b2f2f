using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>A section whose fields must fit each other.</summary>
internal interface ISettingsRules
{
    /// <summary>What does not fit; asked only when each field is right by itself.</summary>
    IEnumerable<FieldFault> Check();
}
