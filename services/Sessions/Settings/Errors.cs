using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>Settings are read by agents and changed by admins and the tenant's backend.</summary>
internal sealed record SettingsForbidden() : Forbidden("settings_forbidden", "This needs an admin or a secret key.");

/// <summary>There is no section of that name.</summary>
internal sealed record SectionNotFound() : NotFound("section_not_found", "There is no such section.");
