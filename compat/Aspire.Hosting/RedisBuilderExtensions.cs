using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds Redis servers.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Adds a Redis server, unless configuration has ConnectionStrings:{name}: then that one is used.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port; default a free one.</param>
    /// <param name="password">The password; default a generated one, kept as parameter {name}-password.</param>
    /// <returns>The server's builder.</returns>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? password = null
    )
    {
        var passwordParameter = password?.Resource ?? builder.CreateGeneratedPassword($"{name}-password");
        return builder
            .AddResource(new RedisResource(name, passwordParameter))
            .WithEndpoint(port: port, scheme: "tcp", name: RedisResource.PrimaryEndpointName)
            .UseExternalConnection();
    }
}
