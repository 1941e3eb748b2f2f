namespace Chat.ServiceDefaults;

/// <summary>The only source of new ids: UUIDv7, so that they sort by time of creation.</summary>
public static class Ids
{
    /// <summary>A new id.</summary>
    /// <returns>A UUIDv7.</returns>
    public static Guid New() => Guid.CreateVersion7();

    /// <summary>A new id as text.</summary>
    /// <returns>A UUIDv7 in lower case, with hyphens.</returns>
    public static string NewText() => New().ToString("D");
}
