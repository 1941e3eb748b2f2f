using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Projects;

/// <summary>Reads the endpoints a project declares for itself (Kestrel:Endpoints in its appsettings files).</summary>
/// <remarks>
/// Their ports are for running the project alone; under the AppHost each endpoint gets a free one, so that two
/// applications, or one and its tests, do not get in each other's way.
/// </remarks>
internal static class KestrelEndpoints
{
    public static IReadOnlyList<KestrelEndpoint> Read(string projectPath, string environmentName)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(Path.GetDirectoryName(projectPath)!)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environmentName}.json", optional: true)
            .Build();
        var defaultProtocols = configuration["Kestrel:EndpointDefaults:Protocols"];
        return
        [
            .. configuration
                .GetSection("Kestrel:Endpoints")
                .GetChildren()
                .Where(section => section["Url"] is not null)
                .Select(section => Parse(section, section["Protocols"] ?? defaultProtocols)),
        ];
    }

    private static KestrelEndpoint Parse(IConfigurationSection section, string? protocols)
    {
        var url = section["Url"]!;
        // Kestrel takes wildcards as hosts, which are no valid URI hosts.
        var parsable = url.Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal);
        if (!Uri.TryCreate(parsable, UriKind.Absolute, out var uri))
        {
            throw new DistributedApplicationException($"{section.Path}:Url is '{url}', which is not an address.");
        }
        var transport = string.Equals(protocols, "Http2", StringComparison.OrdinalIgnoreCase) ? "http2" : uri.Scheme;
        return new KestrelEndpoint(section.Key, uri.Scheme, transport);
    }
}
