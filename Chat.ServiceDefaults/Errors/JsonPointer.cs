namespace Chat.ServiceDefaults.Errors;

/// <summary>Places in a JSON value, as RFC 6901 writes them.</summary>
public static class JsonPointer
{
    /// <summary>The place of a member of the object at a pointer.</summary>
    /// <param name="pointer">Where the object is; empty: the root.</param>
    /// <param name="name">The member's name as it is, or the index of an item.</param>
    /// <returns>The member's pointer, its name escaped.</returns>
    public static string Below(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
