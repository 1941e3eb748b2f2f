using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds Postgres servers and databases.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Adds a Postgres server, unless configuration has ConnectionStrings:{name}: then that one is used.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The user; default postgres.</param>
    /// <param name="password">The password; default a generated one, kept as parameter {name}-password.</param>
    /// <param name="port">The port; default a free one.</param>
    /// <returns>The server's builder.</returns>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        var passwordParameter = password?.Resource ?? builder.CreateGeneratedPassword($"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, passwordParameter);
        return builder
            .AddResource(server)
            .WithEndpoint(port: port, scheme: "tcp", name: PostgresServerResource.PrimaryEndpointName)
            .UseExternalConnection();
    }

    /// <summary>Adds a database, which is created when missing, unless configuration has ConnectionStrings:{name}.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="databaseName">The name inside the server; default the resource's.</param>
    /// <returns>The database's builder.</returns>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder,
        string name,
        string? databaseName = null
    )
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database);
        return builder.ApplicationBuilder.AddResource(database).UseExternalConnection();
    }

    /// <summary>Keeps the data between runs.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the data's folder; default the resource's name.</param>
    /// <param name="isReadOnly">Must be false: a server writes.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    ) => builder.KeepData(name, isReadOnly);
}
