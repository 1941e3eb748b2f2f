using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Attachments;

/// <summary>
/// What may stand in a message of the types image and file: the address of one, which pages load and people open. Customers
/// send files that are stored here, and only where the tenant wants files; the company may also name its own elsewhere.
/// </summary>
internal sealed class MessageFiles(AttachmentStore store, AttachmentLinks links, TenantSettings settings)
{
    /// <summary>Why the message is refused; null: it is not. Nothing is asked of the store for other types.</summary>
    public ValueTask<Error?> RefuseAsync(PostMessageRequest request, CancellationToken cancellationToken) =>
        request.Type is not (MessageType.Image or MessageType.File) ? ValueTask.FromResult<Error?>(null)
        : request.Principal.Kind is PrincipalKind.Visitor or PrincipalKind.User
            ? RefuseCustomerAsync(request, cancellationToken)
        : RefuseCompanyAsync(request, cancellationToken);

    private async ValueTask<Error?> RefuseCustomerAsync(PostMessageRequest request, CancellationToken cancellationToken)
    {
        var files = await settings.GetAsync<FilesSettings>(request.Principal.TenantId, cancellationToken);
        return !files.Enabled ? new FileSharingDisabled()
            : await IsStoredAsync(request, cancellationToken) ? null
            : new AttachmentUrlInvalid("Must be the attachmentUrl of a file that was uploaded.");
    }

    private async ValueTask<Error?> RefuseCompanyAsync(
        PostMessageRequest request,
        CancellationToken cancellationToken
    ) =>
        IsSecure(request.Text) || await IsStoredAsync(request, cancellationToken)
            ? null
            : new AttachmentUrlInvalid("Must be an https address, or the attachmentUrl of a file that was uploaded.");

    private async ValueTask<bool> IsStoredAsync(PostMessageRequest request, CancellationToken cancellationToken)
    {
        var tenantId = request.Principal.TenantId;
        return links.ReadAddress(tenantId, request.Text) is { } id
            && await store.FindAsync(tenantId, id, cancellationToken) is { StoredAt: not null };
    }

    private static bool IsSecure(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && address.Host.Length > 0
        // The constructor trims these.
        && !text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character));
}
