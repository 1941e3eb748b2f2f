using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Visitors;

namespace Chat.Sessions.Attachments;

/// <summary>Takes note of a file that is to come.</summary>
internal sealed class AnnounceAttachmentHandler(
    AttachmentStore store,
    IdentityStore identities,
    TenantSettings settings,
    TimeProvider time
)
{
    /// <summary>How long the first bytes are awaited, and behind each part the next.</summary>
    public static readonly TimeSpan UploadTime = TimeSpan.FromMinutes(5);

    /// <summary>Announced files of one owner whose bytes have not come.</summary>
    public const int MaxPending = 20;

    public async Task<Result<Attachment>> HandleAsync(
        Principal principal,
        AttachmentBody body,
        CancellationToken cancellationToken
    )
    {
        if (AttachmentOwner.Of(principal) is not { } owner)
        {
            return new AttachmentsForbidden();
        }

        if (await identities.IsBlockedAsync(principal, cancellationToken))
        {
            return new CustomerBlocked();
        }

        var files = await settings.GetAsync<FilesSettings>(principal.TenantId, cancellationToken);
        if (AttachmentValidator.Validate(body, files) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var attachment = new Attachment
        {
            TenantId = principal.TenantId,
            Id = Ids.New(),
            OwnerKind = owner.Kind,
            OwnerId = owner.Id,
            FileName = body.FileName!,
            ContentType = body.ContentType!.ToLowerInvariant(),
            Size = (int)body.FileSize!.Value,
            CreatedAt = now,
            UploadUntil = now + UploadTime,
        };
        // Agents and backends are the company: only all its room bounds them.
        long? share = owner.Kind is AuthorKind.Visitor or AuthorKind.User ? files.MaxCustomerBytes : null;
        var bounds = new AttachmentBounds(MaxPending, share, files.MaxTotalBytes);
        var (outcome, owned) = await store.AddAsync(attachment, bounds, cancellationToken);
        return outcome switch
        {
            AddedAttachment.TooManyPending => new UploadsPending(UploadTime),
            AddedAttachment.NoShare => new FileShareFull(files.MaxCustomerBytes, owned),
            AddedAttachment.NoRoom => new FileStorageFull(files.MaxTotalBytes),
            _ => attachment,
        };
    }
}
