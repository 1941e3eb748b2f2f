using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Logs;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Data;

/// <summary>Services that start at once, each with a database of its own, on a server that knows their role not yet.</summary>
[Trait("Level", "Component")]
public sealed class DatabaseMigratorTests
{
    private const int Databases = 8;
    private static readonly DatabaseNames Names = new("notesdb", NotesContext.Role);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Migrate_ManyDatabasesAtOnce_AllGetTheRole(bool superuser)
    {
        await using var server = await PostgresServer.StartAsync();
        var sources = new List<ServiceDataSources>();
        for (var n = 0; n < Databases; n++)
        {
            sources.Add(Sources(await DatabaseAsync(server, superuser)));
        }

        // Again and again from the beginning: the race is won or lost within a millisecond.
        for (var turn = 0; turn < 5; turn++)
        {
            await Task.WhenAll(sources.Select(MigrateAsync)).WithTimeout(TimeSpan.FromSeconds(60));

            foreach (var source in sources)
            {
                Assert.Equal(NotesContext.Role, await ExecuteAsync(source.App, "select current_user::text"));
                // Its connections would go on as a role that is gone.
                source.App.Clear();
                await ExecuteAsync(source.Admin, $"drop owned by {NotesContext.Role}");
            }

            await ExecuteAsync(sources[0].Admin, $"drop role {NotesContext.Role}");
        }

        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }
    }

    [Fact]
    public async Task Open_BeforeTheSchemaIsUpToDate_IsAsIfTheDatabaseWereAway()
    {
        await using var server = await PostgresServer.StartAsync();
        var readiness = new DatabaseReadiness();
        await using var sources = Sources(await DatabaseAsync(server, superuser: false), readiness);

        await AssertAwayAsync(sources);
        await MigrateAsync(sources);
        await AssertAwayAsync(sources);
        readiness.SetReady();

        Assert.Equal(NotesContext.Role, await ExecuteAsync(sources.App, "select current_user::text"));
    }

    [Fact]
    public async Task Migrate_NewAndThenOldDatabase_NamesTheStepsItTakes()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var sources = Sources(await DatabaseAsync(server, superuser: false));
        using var logs = new LogRecorder();

        await MigrateAsync(sources, logs.CreateLogger<DatabaseMigrator<NotesContext>>());
        await MigrateAsync(sources, logs.CreateLogger<DatabaseMigrator<NotesContext>>());

        Assert.Equal("NotesContext takes the step NotesMigration.", Assert.Single(logs.Entries).Message);
    }

    [Fact]
    public async Task Migrate_AnotherInstanceDoes_SaysSoAndWaits()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var sources = Sources(await DatabaseAsync(server, superuser: false));
        await using var other = await sources.Admin.OpenConnectionAsync(Cancel);
        await ExecuteAsync(other, "select pg_advisory_lock(7163082360012498802)");
        using var logs = new LogRecorder();

        var migrating = MigrateAsync(sources, logs.CreateLogger<DatabaseMigrator<NotesContext>>());
        await Eventually.TrueAsync(() => Task.FromResult(logs.Entries.Count > 0), Cancel);
        var waited = !migrating.IsCompleted;
        await ExecuteAsync(other, "select pg_advisory_unlock(7163082360012498802)");
        await migrating.WithTimeout(TimeSpan.FromSeconds(30));

        Assert.True(waited);
        Assert.Equal("Another instance migrates NotesContext; this one waits for it.", logs.Entries[0].Message);
    }

    private static async Task AssertAwayAsync(ServiceDataSources sources)
    {
        var fault = await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(sources.App, "select 1"));

        Assert.True(FaultClassifier.IsDatabaseOutage(fault), fault.Message);
    }

    private static DatabaseReadiness Ready()
    {
        var readiness = new DatabaseReadiness();
        readiness.SetReady();
        return readiness;
    }

    private static async Task<string> DatabaseAsync(PostgresServer server, bool superuser)
    {
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync());
        if (superuser)
        {
            database.Username = new NpgsqlConnectionStringBuilder(server.ConnectionString).Username;
        }

        return database.ConnectionString;
    }

    private static ServiceDataSources Sources(string database, DatabaseReadiness? readiness = null) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:notesdb"] = database }
                )
                .Build(),
            Names,
            Options.Create(new DatabaseOptions()),
            new ServiceName("test"),
            readiness ?? Ready(),
            NullLoggerFactory.Instance
        );

    private static Task MigrateAsync(ServiceDataSources sources) =>
        MigrateAsync(sources, NullLogger<DatabaseMigrator<NotesContext>>.Instance);

    private static Task MigrateAsync(ServiceDataSources sources, ILogger<DatabaseMigrator<NotesContext>> logger) =>
        new DatabaseMigrator<NotesContext>(sources, Names, logger).MigrateAsync(Cancel);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<object?> ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
