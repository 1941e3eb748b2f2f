using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tags;

/// <summary>Which tags conversations may have: setting `labels.availableTags`, none there: any.</summary>
internal sealed class TagPool(TenantSettings settings)
{
    /// <summary>What is wrong with the tags; null: nothing.</summary>
    public async ValueTask<Invalid?> CheckAsync(
        Guid tenantId,
        IReadOnlyList<string>? tags,
        CancellationToken cancellationToken
    )
    {
        if (tags is null or [])
        {
            return null;
        }

        var pool = (await settings.GetAsync<LabelsSettings>(tenantId, cancellationToken)).AvailableTags;
        if (pool.Count == 0)
        {
            return null;
        }

        List<FieldFault> faults =
        [
            .. tags.Index()
                .Where(tag => !pool.Contains(tag.Item, StringComparer.Ordinal))
                .Select(tag => new FieldFault($"/tags/{tag.Index}", "unknown", "Must be one of the available tags.")),
        ];
        return faults.Count > 0 ? new Invalid(faults) : null;
    }
}
