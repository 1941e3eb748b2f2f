namespace Chat.Gateway.Chat;

/// <summary>The address of the page a visitor is on.</summary>
internal static class PageAddress
{
    /// <summary>Whether it names its scheme. A path is no address, though .NET makes <c>file:</c> of it.</summary>
    public static bool IsAbsolute(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (!address.IsFile || url.StartsWith("file:", StringComparison.OrdinalIgnoreCase));
}
