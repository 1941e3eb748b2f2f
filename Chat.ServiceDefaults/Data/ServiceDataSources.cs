using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.ServiceDefaults.Data;

/// <summary>
/// The two ways into the service's database: as the owner, for migrations, locks and the outbox relay; and as the
/// unprivileged role, for everything a request does, so that row-level security holds.
/// </summary>
public sealed class ServiceDataSources : IAsyncDisposable
{
    // A machine that vanishes says no goodbye: for as long as the server does not notice (two hours, when it is left to the
    // system), its sessions keep their locks, those of the outbox and the sweeps among them, and nobody takes over.
    private const string NoticeVanished =
        "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=2 -c tcp_user_timeout=20000";

    private readonly NpgsqlDataSource sessions;

    internal ServiceDataSources(
        IConfiguration configuration,
        DatabaseNames names,
        IOptions<DatabaseOptions> options,
        ServiceName service,
        DatabaseReadiness readiness,
        ILoggerFactory loggerFactory
    )
    {
        var text = configuration.GetConnectionString(names.ConnectionName);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new OptionsValidationException(
                "ConnectionStrings",
                typeof(DatabaseOptions),
                [$"ConnectionStrings:{names.ConnectionName} is missing: set it to an Npgsql connection string."]
            );
        }

        Admin = Builder(AdminString(text, options.Value, service), loggerFactory).Build();
        var session = AdminString(text, options.Value, service);
        session.Pooling = false;
        sessions = Builder(session, loggerFactory).Build();
        App = Builder(AppString(text, options.Value, service, names.AppRole), loggerFactory)
            .UsePhysicalConnectionInitializer(_ => RequireSchema(readiness), _ => RequireSchemaAsync(readiness))
            .Build();
    }

    /// <summary>Connections as the user of the connection string. Not subject to row-level security.</summary>
    public NpgsqlDataSource Admin { get; }

    /// <summary>Connections as the unprivileged role; the same as the registered <see cref="NpgsqlDataSource"/>. Refused as long as
    /// the schema is not up to date.</summary>
    public NpgsqlDataSource App { get; }

    /// <summary>
    /// Opens a connection as <see cref="Admin"/> that is really closed when it is disposed of. For session locks: a
    /// pooled connection keeps them while it lies in the pool.
    /// </summary>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>The connection.</returns>
    public ValueTask<NpgsqlConnection> OpenSessionAsync(CancellationToken cancellationToken) =>
        sessions.OpenConnectionAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await sessions.DisposeAsync();
        await App.DisposeAsync();
        await Admin.DisposeAsync();
    }

    private static NpgsqlConnectionStringBuilder AdminString(string text, DatabaseOptions options, ServiceName service)
    {
        var builder = new NpgsqlConnectionStringBuilder(text)
        {
            ApplicationName = service.Value + " admin",
            MaxPoolSize = 8,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            KeepAlive = 10,
        };
        builder.Options = Join(NoticeVanished, builder.Options);
        return builder;
    }

    private static NpgsqlConnectionStringBuilder AppString(
        string text,
        DatabaseOptions options,
        ServiceName service,
        string role
    )
    {
        var builder = new NpgsqlConnectionStringBuilder(text)
        {
            ApplicationName = service.Value,
            MaxPoolSize = options.MaxPoolSize,
            MaxAutoPrepare = options.MaxAutoPrepare,
            AutoPrepareMinUsages = 2,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
            Multiplexing = false,
            // The reset of a returned connection would end the role (SET SESSION AUTHORIZATION DEFAULT is part of it),
            // and cost a statement. Nothing here changes a session: the tenant is set for a transaction only.
            NoResetOnClose = true,
        };
        builder.Options = Join(NoticeVanished, builder.Options, $"-c role={role}");
        return builder;
    }

    // The last one counts: those of the connection string go before what is ours to choose, and never before the role.
    private static string Join(params string?[] parts) =>
        string.Join(' ', parts.Where(static part => !string.IsNullOrEmpty(part)));

    // Types of Postgres' own are all we use. To look for others takes 20 to 40 ms of a server for each way in, before the
    // first answer.
    private static NpgsqlDataSourceBuilder Builder(NpgsqlConnectionStringBuilder text, ILoggerFactory loggerFactory) =>
        new NpgsqlDataSourceBuilder(text.ConnectionString)
            .UseLoggerFactory(loggerFactory)
            .ConfigureTypeLoading(static loading => loading.EnableTypeLoading(false));

    // A service whose database came late runs while it is migrated. To whoever asks for something then, the database is
    // away still: half of a schema would only be missing tables and functions, which are faults of ours.
    private static void RequireSchema(DatabaseReadiness readiness)
    {
        if (!readiness.IsReady)
        {
            throw new NpgsqlException("The schema is being migrated.");
        }
    }

    private static Task RequireSchemaAsync(DatabaseReadiness readiness)
    {
        RequireSchema(readiness);
        return Task.CompletedTask;
    }
}
