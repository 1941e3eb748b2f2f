namespace Chat.Sessions.Attachments;

/// <summary>An attachment as the API shows it.</summary>
internal sealed record AttachmentAnswer
{
    /// <summary>Opaque id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name to show.</summary>
    public required string FileName { get; init; }

    /// <summary>Media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Size in bytes.</summary>
    public required int FileSize { get; init; }

    /// <summary>Whether the bytes are there.</summary>
    public required bool IsStored { get; init; }

    /// <summary>Where whoever has this address reads the file once it is there. Put it into a message.</summary>
    public required string AttachmentUrl { get; init; }

    /// <summary>Where to PUT the bytes, with the announced Content-Type; absent when they are there.</summary>
    public string? UploadUrl { get; init; }

    /// <summary>Seconds until the upload must have begun; absent when the bytes are there.</summary>
    public int? ExpiresInSeconds { get; init; }

    public static AttachmentAnswer From(Attachment attachment, AttachmentLinks links, string origin)
    {
        var isStored = attachment.StoredAt is not null;
        return new AttachmentAnswer
        {
            Id = attachment.Id,
            FileName = attachment.FileName,
            ContentType = attachment.ContentType,
            FileSize = attachment.Size,
            IsStored = isStored,
            AttachmentUrl = AttachmentLinks.Address(origin, attachment.Id, links.ToDownload(attachment, origin)),
            UploadUrl = isStored ? null : AttachmentLinks.Address(origin, attachment.Id, links.ToUpload(attachment)),
            ExpiresInSeconds = isStored ? null : (int)AnnounceAttachmentHandler.UploadTime.TotalSeconds,
        };
    }
}
