using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Leads;

/// <summary>The tenant's leads, newest first.</summary>
internal sealed class ListLeadsHandler(LeadStore store)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<Lead>>> HandleAsync(
        Principal principal,
        PageRequest page,
        CancellationToken cancellationToken
    ) =>
        principal.Kind is PrincipalKind.SecretKey or PrincipalKind.Agent or PrincipalKind.Service
            ? await store.PageAsync(principal.TenantId, page.Cursor, page.Limit + 1, cancellationToken)
            : new LeadsForbidden();
}
