using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Attachments;

/// <summary>There is none, it is another's or was deleted, its bytes never came, or the link was not made for it.</summary>
internal sealed record AttachmentNotFound() : NotFound("attachment_not_found", "There is no such attachment.");

/// <summary>The tenant does not want files.</summary>
internal sealed record FileSharingDisabled()
    : Forbidden("file_sharing_disabled", "Files cannot be sent here: the setting files.enabled is off.");

/// <summary>What is sent as a picture or file is not the address of one.</summary>
internal sealed record AttachmentUrlInvalid(string Sentence)
    : Invalid([new FieldFault("/text", "attachment_url", Sentence)], "attachment_url_invalid", Sentence);

/// <summary>Larger than the tenant allows.</summary>
internal sealed record FileTooLarge(int MaxBytes)
    : TooLarge("file_too_large", $"A file can have at most {MaxBytes} bytes.");

/// <summary>A type the tenant does not want, or one that can carry scripts.</summary>
internal sealed record FileTypeNotAllowed()
    : Invalid(
        [new FieldFault("/contentType", "not_allowed", "Files of this type cannot be sent.")],
        Message: "Files of this type cannot be sent."
    );

/// <summary>The bytes are of another type than was announced.</summary>
internal sealed record ContentMismatch()
    : Invalid([new FieldFault("", "content", "The file is not of the announced type.")]);

/// <summary>Fewer or more bytes than were announced.</summary>
internal sealed record SizeMismatch()
    : Invalid([new FieldFault("", "size", "The file does not have the announced size.")]);

/// <summary>The link was used up.</summary>
internal sealed record AttachmentStored() : Conflict("attachment_stored", "This file has been uploaded already.");

/// <summary>The link is older than it may be, or the bytes stopped coming for as long.</summary>
internal sealed record UploadExpired() : Forbidden("upload_expired", "The time for this upload is over. Ask again.");

/// <summary>The files of one customer together would be too large.</summary>
internal sealed record FileShareFull(long MaxCustomerBytes, long UsedBytes)
    : PreconditionFailed(
        "file_share_full",
        $"There is no room for this file: your files may have {MaxCustomerBytes} bytes in all and have {UsedBytes}."
    );

/// <summary>All files of the tenant together would be too large.</summary>
internal sealed record FileStorageFull(long MaxTotalBytes)
    : PreconditionFailed(
        "file_storage_full",
        $"There is no room for this file: the company's files may have {MaxTotalBytes} bytes in all."
    );

/// <summary>Too many announced files whose bytes did not come.</summary>
internal sealed record UploadsPending(TimeSpan RetryAfter)
    : RateLimited("uploads_pending", "Finish the uploads that were begun first.", RetryAfter);

/// <summary>A publishable key alone is nobody.</summary>
internal sealed record AttachmentsForbidden()
    : Forbidden("attachments_forbidden", "This needs a visitor, a user, an agent or a secret key.");
