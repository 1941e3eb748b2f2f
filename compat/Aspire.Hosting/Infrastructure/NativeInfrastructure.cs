using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Which servers run as processes of this machine, and what that takes.</summary>
internal static class NativeInfrastructure
{
    /// <summary>All databases of the server are somebody else's, so nobody needs it.</summary>
    public static bool IsUnused(PostgresServerResource server) => server.Databases.Count > 0 && server.AllExternal;

    /// <exception cref="DistributedApplicationException">Programs are missing; one message names them all.</exception>
    public static void RefuseMissingTools(IEnumerable<IResource> resources)
    {
        var missing = resources
            .Where(resource => ExternalConnectionAnnotation.Find(resource) is null)
            .SelectMany(Tools)
            .Where(tool => tool.Path is null)
            .ToList();
        if (missing.Count > 0)
        {
            throw NativeTool.Missing(missing);
        }
    }

    private static IEnumerable<NativeTool> Tools(IResource resource) =>
        resource switch
        {
            PostgresServerResource server when !IsUnused(server) => [NativeTool.Initdb, NativeTool.Postgres],
            RedisResource => [NativeTool.Redis],
            RabbitMQServerResource => [NativeTool.RabbitMQ, NativeTool.Epmd],
            _ => [],
        };
}
