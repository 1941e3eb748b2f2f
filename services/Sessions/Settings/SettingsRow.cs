namespace Chat.Sessions.Settings;

/// <summary>A section as it is stored; one that nobody changed yet has no row and version 0.</summary>
/// <param name="Section">Its name.</param>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="Body">Its fields as JSON.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record SettingsRow(string Section, long Version, string Body, DateTime UpdatedAt);
