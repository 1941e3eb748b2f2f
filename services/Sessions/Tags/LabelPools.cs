using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tags;

/// <summary>What can be chosen of tags and user categories: settings `labels.available...`, none there: anything.</summary>
internal sealed class LabelPools(TenantSettings settings)
{
    /// <summary>What is wrong with a conversation's tags and category; null: nothing.</summary>
    public async ValueTask<Invalid?> CheckAsync(
        Guid tenantId,
        ConversationDetails details,
        CancellationToken cancellationToken
    )
    {
        var pools = await settings.GetAsync<LabelsSettings>(tenantId, cancellationToken);
        return ToError([.. Tags(pools, details.Tags ?? []), .. Category(pools, details.UserCategory)]);
    }

    /// <summary>What is wrong with one tag.</summary>
    public async ValueTask<Invalid?> CheckTagAsync(Guid tenantId, string tag, CancellationToken cancellationToken)
    {
        var pools = await settings.GetAsync<LabelsSettings>(tenantId, cancellationToken);
        return IsIn(pools.AvailableTags, tag)
            ? null
            : Invalid.Field("/tag", "unknown", "Must be one of the available tags.");
    }

    /// <summary>What is wrong with a customer's category.</summary>
    public async ValueTask<Invalid?> CheckCategoryAsync(
        Guid tenantId,
        string? category,
        CancellationToken cancellationToken
    )
    {
        var pools = await settings.GetAsync<LabelsSettings>(tenantId, cancellationToken);
        return ToError([.. Category(pools, category)]);
    }

    private static IEnumerable<FieldFault> Tags(LabelsSettings pools, IReadOnlyList<string> tags) =>
        tags.Index()
            .Where(tag => !IsIn(pools.AvailableTags, tag.Item))
            .Select(tag => new FieldFault($"/tags/{tag.Index}", "unknown", "Must be one of the available tags."));

    // Empty takes a category away.
    private static IEnumerable<FieldFault> Category(LabelsSettings pools, string? category) =>
        string.IsNullOrEmpty(category) || IsIn(pools.AvailableUserCategories, category)
            ? []
            : [new FieldFault("/userCategory", "unknown", "Must be one of the available user categories.")];

    private static bool IsIn(IReadOnlyList<string> pool, string label) =>
        pool.Count == 0 || pool.Contains(label, StringComparer.Ordinal);

    private static Invalid? ToError(IReadOnlyList<FieldFault> faults) => faults.Count > 0 ? new Invalid(faults) : null;
}
