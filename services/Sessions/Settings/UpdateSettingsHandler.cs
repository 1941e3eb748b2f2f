using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Settings;

/// <summary>Changes one section, if nobody else did meanwhile.</summary>
internal sealed class UpdateSettingsHandler(SettingsStore store, TenantSettings settings, TimeProvider time)
{
    public async Task<Result<SectionValues>> HandleAsync(UpdateSettings request, CancellationToken cancellationToken)
    {
        if (SettingsAccess.ToChange(request.Principal) is { } forbidden)
        {
            return forbidden;
        }

        if (request.ExpectedVersion is null)
        {
            return new VersionRequired();
        }

        return await AnyVersion.ChangeAsync(request.ExpectedVersion, () => TryAsync(request, cancellationToken));
    }

    private async Task<Result<SectionValues>> TryAsync(UpdateSettings request, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(request, cancellationToken);
        if (!request.ExpectedVersion!.Allows(before.Version))
        {
            return new VersionMismatch();
        }

        var parsed = request.Section.Parse(
            request.IsPatch ? MergePatch.Apply(request.Section.ToJson(before.Values), request.Body) : request.Body
        );
        return parsed.IsSuccess ? await WriteAsync(request, before, parsed.Value, cancellationToken) : parsed.Error;
    }

    // Not from memory: whoever writes starts from what is there.
    private async Task<SectionValues> ReadAsync(UpdateSettings request, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(request.Principal.TenantId, cancellationToken);
        return SectionValues.From(request.Section, rows.Find(row => row.Section == request.Section.Name));
    }

    private async Task<Result<SectionValues>> WriteAsync(
        UpdateSettings request,
        SectionValues before,
        object values,
        CancellationToken cancellationToken
    )
    {
        var after = request.Section.ToJson(values);
        var changes = SettingsDiff.Between(request.Section.ToJson(before.Values), after);
        // What cannot be read counts as the default, and goes on being unreadable until something is written.
        if (changes.Count == 0 && !before.IsUnreadable)
        {
            return before;
        }

        var change = Describe(request, before.Version + 1, changes);
        if (!await store.WriteAsync(request.Principal.TenantId, change, after.ToJsonString(), cancellationToken))
        {
            return new VersionMismatch();
        }

        settings.Forget(request.Principal.TenantId);
        return new SectionValues(request.Section, change.Version, values, change.ChangedAt);
    }

    private SettingsChange Describe(UpdateSettings request, long version, JsonArray changes)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new SettingsChange
        {
            Id = Ids.New(),
            Section = request.Section.Name,
            Version = version,
            ChangedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
            Actor = SettingsActor.Of(request.Principal),
            Changes = changes.ToJsonString(),
        };
    }
}

/// <summary>A change somebody wants to make.</summary>
internal sealed record UpdateSettings
{
    public required Principal Principal { get; init; }
    public required SettingsSection Section { get; init; }

    /// <summary>The version it was made from; null: not said.</summary>
    public required ExpectedVersion? ExpectedVersion { get; init; }

    /// <summary>The whole section, or with <see cref="IsPatch"/> what is to differ (RFC 7396).</summary>
    public required JsonElement Body { get; init; }

    public required bool IsPatch { get; init; }
}
