using System.Buffers;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Attachments;

/// <summary>Takes the bytes of an announced file, part by part: no more than one is in memory.</summary>
internal sealed class UploadHandler(AttachmentStore store, AttachmentLinks links, TimeProvider time)
{
    private const int PartBytes = 256 * 1024;

    public async Task<Result<Attachment>> HandleAsync(
        Guid id,
        string? token,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        if (links.ReadUpload(id, token) is not { } link)
        {
            return new AttachmentNotFound();
        }

        if (time.GetUtcNow() > link.Until)
        {
            return new UploadExpired();
        }

        if (await store.FindAsync(link.TenantId, id, cancellationToken) is not { } attachment)
        {
            return new AttachmentNotFound();
        }

        if (attachment.StoredAt is not null)
        {
            return new AttachmentStored();
        }

        var taken = await TakeAsync(attachment, body, cancellationToken);
        if (!taken.IsSuccess)
        {
            return taken.Error;
        }

        var now = time.GetUtcNow();
        return await store.FinishAsync(taken.Value, now, cancellationToken)
            ? taken.Value with
            {
                StoredAt = now,
            }
            : await RefusalAsync(taken.Value, cancellationToken);
    }

    private async Task<Result<Attachment>> TakeAsync(
        Attachment attachment,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            var taken = 0;
            for (var part = 0; ; part++)
            {
                var read = await body.ReadAtLeastAsync(
                    buffer.AsMemory(0, PartBytes),
                    PartBytes,
                    throwOnEndOfStream: false,
                    cancellationToken
                );
                taken += read;
                if (taken > attachment.Size || (read < PartBytes && taken < attachment.Size))
                {
                    return new SizeMismatch();
                }

                if (
                    part == 0
                    && !FileType.Fits(attachment.ContentType, buffer.AsSpan(0, Math.Min(read, FileType.Head)))
                )
                {
                    return new ContentMismatch();
                }

                if (read == 0)
                {
                    return attachment;
                }

                // By itself, not in one transaction with the others: a slow sender must not hold a connection.
                var now = time.GetUtcNow();
                if (!await store.PutAsync(attachment, part, buffer.AsMemory(0, read), now, cancellationToken))
                {
                    return await RefusalAsync(attachment, cancellationToken);
                }

                attachment = attachment with { UploadUntil = now + AnnounceAttachmentHandler.UploadTime };
                if (read < PartBytes)
                {
                    return attachment;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<Error> RefusalAsync(Attachment attachment, CancellationToken cancellationToken) =>
        await store.FindAsync(attachment.TenantId, attachment.Id, cancellationToken) switch
        {
            { StoredAt: not null } => new AttachmentStored(),
            // Nobody sweeps up what is awaited: it was deleted.
            null when time.GetUtcNow() < attachment.UploadUntil => new AttachmentNotFound(),
            _ => new UploadExpired(),
        };
}
