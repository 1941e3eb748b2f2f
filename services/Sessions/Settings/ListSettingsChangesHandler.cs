using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Settings;

/// <summary>Who changed what, newest first.</summary>
internal sealed class ListSettingsChangesHandler(SettingsStore store)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<SettingsChange>>> HandleAsync(
        Principal principal,
        string? section,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        if (SettingsAccess.ToChange(principal) is { } forbidden)
        {
            return forbidden;
        }

        return section is not null && SettingsSections.Find(section) is null
            ? new SectionNotFound()
            : await store.ChangesAsync(principal.TenantId, section, page.Cursor, page.Limit + 1, cancellationToken);
    }
}
