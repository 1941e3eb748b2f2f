using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.VisitorDetails;

/// <summary>Keeps what was seen, as far as each tenant lets it.</summary>
internal sealed class CollectHandler(DetailsStore store, TenantSettings settings)
{
    public async Task HandleAsync(IReadOnlyList<SeenVisitor> seen, CancellationToken cancellationToken)
    {
        var kept = new List<SeenVisitor>(seen.Count);
        foreach (var visitor in seen)
        {
            var privacy = await settings.GetAsync<PrivacySettings>(visitor.TenantId, cancellationToken);
            kept.Add(visitor with { Details = DetailsPrivacy.Kept(visitor.Details!, privacy) });
        }

        await store.PutAsync(kept, cancellationToken);
    }
}
