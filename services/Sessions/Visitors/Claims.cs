namespace Chat.Sessions.Visitors;

/// <summary>What a visitor says of itself; null where it says nothing. Believed by nobody.</summary>
internal sealed record Claims
{
    public static readonly Claims None = new();

    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
}
