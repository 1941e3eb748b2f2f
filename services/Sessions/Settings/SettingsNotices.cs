using Chat.ServiceDefaults.Data;

namespace Chat.Sessions.Settings;

/// <summary>
/// Hears which tenants' settings were changed, by whatever instance: a notice with the tenant's id, sent by the change's
/// own transaction.
/// </summary>
internal sealed class SettingsNotices(TenantSettings settings) : INoticeReader
{
    public const string Channel = "settings_changed";

    public IReadOnlyList<string> Channels { get; } = [Channel];

    public bool Hear(string payload)
    {
        if (!Guid.TryParseExact(payload, "D", out var tenantId))
        {
            return false;
        }

        settings.Forget(tenantId);
        return true;
    }

    public Task CatchUpAsync(CancellationToken cancellationToken)
    {
        settings.ForgetAll();
        return Task.CompletedTask;
    }
}
