using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Assignments;
using Chat.Sessions.Customers;
using Chat.Sessions.Visitors;

namespace Chat.Sessions.Attachments;

/// <summary>Deletes a file with its bytes: its owner's own, and managers and the tenant's backend any.</summary>
internal sealed class DeleteAttachmentHandler(AttachmentStore store, IdentityStore identities)
{
    public async Task<Result> HandleAsync(Principal principal, Guid id, CancellationToken cancellationToken)
    {
        if (AttachmentOwner.Of(principal) is not { } owner)
        {
            return new AttachmentsForbidden();
        }

        if (await identities.IsBlockedAsync(principal, cancellationToken))
        {
            return new CustomerBlocked();
        }

        return await store.DeleteAsync(
            principal.TenantId,
            id,
            AssignmentAccess.IsManager(principal) ? null : owner,
            cancellationToken
        )
            ? Result.Success
            : new AttachmentNotFound();
    }
}
