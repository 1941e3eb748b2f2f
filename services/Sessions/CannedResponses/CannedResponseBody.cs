namespace Chat.Sessions.CannedResponses;

/// <summary>Body of `POST /v1/canned-responses`, and what is to differ in `PATCH /v1/canned-responses/{id}`.</summary>
internal sealed record CannedResponseBody
{
    /// <summary>For agents to find it; 1 to 200 UTF-16 units.</summary>
    public string? Title { get; init; }

    /// <summary>What is said; 1 to 5,000 UTF-16 units. Variables: `{{customer.name}}`, `{{customer.name|there}}`.</summary>
    public string? Body { get; init; }

    /// <summary>At most 64 UTF-16 units; empty for none.</summary>
    public string? Category { get; init; }

    /// <summary>What agents type behind `/`; 1 to 32 letters, digits, `_` and `-`, unique; empty for none.</summary>
    public string? Shortcut { get; init; }

    /// <summary>Small ones come first; 0 to 1,000,000, default 0.</summary>
    public int? Position { get; init; }

    /// <summary>Offered to agents; default true.</summary>
    public bool? Active { get; init; }

    /// <summary>These fields, and for those not given what is there.</summary>
    public CannedText ApplyTo(CannedText? text) =>
        new()
        {
            Title = Title?.Trim() ?? text?.Title ?? "",
            Body = Body ?? text?.Body ?? "",
            Category = Category?.Trim() ?? text?.Category ?? "",
            Shortcut =
                Shortcut is null ? text?.Shortcut
                : Shortcut.Length == 0 ? null
                : Shortcut,
            Position = Position ?? text?.Position ?? 0,
            Active = Active ?? text?.Active ?? true,
        };
}
