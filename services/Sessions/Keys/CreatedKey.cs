namespace Chat.Sessions.Keys;

/// <summary>A key that was made; <see cref="Secret"/> is null when a repeated request made none.</summary>
internal sealed record CreatedKey(ApiKey Key, string? Secret);
