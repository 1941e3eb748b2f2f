namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a Postgres server; it is created when missing.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="databaseName">The name inside the server.</param>
/// <param name="postgresParentResource">The server.</param>
public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name),
        IResourceWithParent<PostgresServerResource>,
        IResourceWithConnectionString
{
    /// <summary>The server.</summary>
    public PostgresServerResource Parent { get; } = postgresParentResource;

    /// <summary>The name inside the server.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{(IResourceWithConnectionString)Parent};Database={DatabaseName}");
}
