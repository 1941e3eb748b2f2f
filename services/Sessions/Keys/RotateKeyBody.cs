namespace Chat.Sessions.Keys;

/// <summary>Body of `POST /v1/keys/{id}/rotate`; may be left out.</summary>
internal sealed record RotateKeyBody
{
    /// <summary>For how many seconds the old key still works; 0 to 2,592,000, default 86,400.</summary>
    public int? GraceSeconds { get; init; }
}
