namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Postgres server.</summary>
/// <param name="name">The name.</param>
/// <param name="userName">The user, or null for postgres.</param>
/// <param name="password">The user's password.</param>
public class PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
    : ContainerResource(name),
        IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string DefaultUserName = "postgres";

    private readonly Dictionary<string, string> _databases = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PostgresDatabaseResource> _databaseResources = [];

    /// <summary>Where it listens.</summary>
    public EndpointReference PrimaryEndpoint => field ??= new EndpointReference(this, PrimaryEndpointName);

    /// <summary>The user, or null for postgres.</summary>
    public ParameterResource? UserNameParameter { get; } = userName;

    /// <summary>The user's password.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <summary>The databases: resource name to database name.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var host = PrimaryEndpoint.Property(EndpointProperty.Host);
            var port = PrimaryEndpoint.Property(EndpointProperty.Port);
            return ReferenceExpression.Create(
                $"Host={host};Port={port};Username={UserNameReference};Password={PasswordParameter}"
            );
        }
    }

    internal ReferenceExpression UserNameReference =>
        UserNameParameter is { } parameter
            ? ReferenceExpression.Create($"{parameter}")
            : ReferenceExpression.Create($"{DefaultUserName}");

    /// <summary>Whether configuration gave the connection string of each database.</summary>
    internal bool AllExternal => _databaseResources.TrueForAll(d => ExternalConnectionAnnotation.Find(d) is not null);

    internal void AddDatabase(PostgresDatabaseResource database)
    {
        _databases.Add(database.Name, database.DatabaseName);
        _databaseResources.Add(database);
    }
}
