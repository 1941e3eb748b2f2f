namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource.</summary>
/// <param name="Name">The endpoint.</param>
/// <param name="Url">The address.</param>
/// <param name="IsInternal">Whether it is of no use to a browser.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);
