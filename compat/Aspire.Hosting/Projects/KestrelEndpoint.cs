namespace Aspire.Hosting.Projects;

/// <summary>An endpoint a project declares.</summary>
internal sealed record KestrelEndpoint(string Name, string Scheme, string Transport);
