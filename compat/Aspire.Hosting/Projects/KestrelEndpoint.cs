namespace Aspire.Hosting.Projects;

/// <summary>An endpoint a project declares; the port is null when it leaves the choice open.</summary>
internal sealed record KestrelEndpoint(string Name, string Scheme, string Transport, int? Port);
