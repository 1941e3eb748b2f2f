using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Body of `POST /v1/offline-messages`.</summary>
internal sealed record OfflineMessageBody
{
    /// <summary>What is to be said; 1 to 5,000 UTF-16 units.</summary>
    [Required]
    public string? Message { get; init; }

    /// <summary>Where the answer goes to; an email address of at most 254 characters.</summary>
    [Required]
    public string? Email { get; init; }

    /// <summary>At most 200 UTF-16 units.</summary>
    public string? Name { get; init; }

    /// <summary>At most 50 UTF-16 units.</summary>
    public string? Phone { get; init; }

    /// <summary>At most 300 UTF-16 units.</summary>
    public string? Subject { get; init; }

    /// <summary>The page it is left on; at most 2,000 UTF-16 units.</summary>
    public string? PageUrl { get; init; }

    /// <summary>Further fields of the form; at most 20, values of at most 1,000 UTF-16 units.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    public OfflineMessageDetails ToDetails() =>
        new()
        {
            Name = (Name ?? "").Trim(),
            Email = (Email ?? "").Trim(),
            Phone = (Phone ?? "").Trim(),
            Subject = (Subject ?? "").Trim(),
            Text = (Message ?? "").Trim(),
            PageUrl = PageUrl ?? "",
            Fields = Fields ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };
}
