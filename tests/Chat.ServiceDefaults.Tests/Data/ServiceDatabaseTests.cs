using System.Net;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Data;

[Trait("Level", "Component")]
public sealed class ServiceDatabaseTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DataSource_ConnectionUsedAgain_StaysTheUnprivilegedRole()
    {
        await using var service = await StartAsync();
        var source = service.Get<NpgsqlDataSource>();

        var roles = new List<object?>();
        for (var turn = 0; turn < 5; turn++)
        {
            await using var command = source.CreateCommand("select current_user::text");
            roles.Add(await command.ExecuteScalarAsync(Cancel));
        }

        Assert.All(roles, role => Assert.Equal(NotesContext.Role, role));
    }

    // As by a caller who leaves while a statement is prepared; the next one is not to be told that we have a bug.
    [Fact]
    public async Task DataSource_PreparationFailed_CostsWhoComesNextOneTry()
    {
        await using var service = await StartAsync();
        var source = service.Get<NpgsqlDataSource>();
        await using (var connection = await source.OpenConnectionAsync(Cancel))
        {
            Assert.Equal(1, await DivideAsync(connection, 1));
            await Assert.ThrowsAsync<PostgresException>(() => DivideAsync(connection, 0));

            var exception = await Assert.ThrowsAsync<Exception>(() => DivideAsync(connection, 1));

            Assert.IsType<Unavailable>(FaultClassifier.Classify(exception));
            Assert.True(FaultClassifier.IsOutage(exception));
            Assert.False(FaultClassifier.IsDatabaseOutage(exception));
        }

        await using var another = await source.OpenConnectionAsync(Cancel);
        Assert.Equal(1, await DivideAsync(another, 1));
    }

    // Planned with its parameter: who divides by 0 fails behind the preparation and before anything is executed.
    private static async Task<object?> DivideAsync(NpgsqlConnection connection, int divisor)
    {
        await using var command = new NpgsqlCommand("select 1 / $1", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = divisor });
        return await command.ExecuteScalarAsync(Cancel);
    }

    // A machine that vanishes lets go of nothing by itself; the system alone notices it after two hours.
    [Fact]
    public async Task Connections_OwnerVanished_TheServerNoticesWithinSeconds()
    {
        await using var service = await StartAsync();
        await service.Get<DatabaseReadiness>().WaitAsync(Cancel).WithTimeout();
        var sources = service.Get<ServiceDataSources>();

        await using var app = await sources.App.OpenConnectionAsync(Cancel);
        await using var admin = await sources.Admin.OpenConnectionAsync(Cancel);
        await using var session = await sources.OpenSessionAsync(Cancel);

        Assert.Equal("2,10,5,20000", await NoticeAsync(app));
        Assert.Equal("2,10,5,20000", await NoticeAsync(admin));
        Assert.Equal("2,10,5,20000", await NoticeAsync(session));
    }

    [Fact]
    public async Task Context_NoTenant_SeesNothing()
    {
        await using var service = await StartAsync();
        await AddNoteAsync(service, Ids.New());

        await using var scope = service.Services.CreateAsyncScope();
        var notes = await scope.ServiceProvider.GetRequiredService<NotesContext>().Notes.CountAsync(Cancel);

        Assert.Equal(0, notes);
    }

    [Fact]
    public async Task Context_OwnTenant_SeesItsRowsOnly()
    {
        await using var service = await StartAsync();
        var tenant = Ids.New();
        await AddNoteAsync(service, tenant);
        await AddNoteAsync(service, Ids.New());

        await using var scope = service.Services.CreateAsyncScope();
        using var entered = TenantScope.Enter(tenant);
        var notes = await scope.ServiceProvider.GetRequiredService<NotesContext>().Notes.ToListAsync(Cancel);

        Assert.Equal(tenant, Assert.Single(notes).TenantId);
    }

    [Fact]
    public async Task SaveChanges_RowOfAnotherTenant_IsRefusedByThePolicy()
    {
        await using var service = await StartAsync();
        await using var scope = service.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
        context.Notes.Add(
            new Note
            {
                Id = Ids.New(),
                TenantId = Ids.New(),
                Text = "x",
            }
        );

        using var entered = TenantScope.Enter(Ids.New());
        var exception = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancel));

        Assert.Equal("42501", Assert.IsType<PostgresException>(exception.InnerException).SqlState);
    }

    [Fact]
    public async Task ExecuteUpdate_OwnTenant_CountsItsRowsOnly()
    {
        await using var service = await StartAsync();
        var tenant = Ids.New();
        await AddNoteAsync(service, tenant);
        await AddNoteAsync(service, Ids.New());

        await using var scope = service.Services.CreateAsyncScope();
        using var entered = TenantScope.Enter(tenant);
        var changed = await scope
            .ServiceProvider.GetRequiredService<NotesContext>()
            .Notes.ExecuteUpdateAsync(set => set.SetProperty(note => note.Text, "changed"), Cancel);

        Assert.Equal(1, changed);
    }

    [Fact]
    public async Task Batch_TenantAdded_HoldsForTheBatchOnly()
    {
        await using var service = await StartAsync();
        var tenant = Ids.New();
        await using var connection = await service.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await using var batch = new NpgsqlBatch(connection);
        TenantScope.AddTo(batch, tenant);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select current_setting('chat.tenant')"));

        string inside;
        await using (var reader = await TenantScope.ExecuteReaderAsync(batch, Cancel))
        {
            await reader.ReadAsync(Cancel);
            inside = reader.GetString(0);
        }

        await using var after = new NpgsqlCommand("select current_setting('chat.tenant', true)", connection);
        Assert.Equal(tenant.ToString(), inside);
        Assert.Equal("", await after.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Start_ManyAtOnce_MigrateOnce()
    {
        var fresh = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        var services = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(fresh)));

        foreach (var service in services)
        {
            Assert.True(service.Get<DatabaseReadiness>().IsReady);
            service.Logs.AssertNoErrors();
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task Start_PostgresAway_ServiceRunsAndMigratesLater()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var fresh = await postgres.CreateDatabaseAsync();
        await postgres.KillAsync();
        await using var service = await StartAsync(fresh);
        using (var response = await service.Http.GetAsync("/health", Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }

        await postgres.StartAgainAsync();
        await service.Get<DatabaseReadiness>().WaitAsync(Cancel).WithTimeout();

        using var healthy = await service.Http.GetAsync("/health", Cancel);
        Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
        service.Logs.AssertNoErrors();
    }

    [Fact]
    public async Task Start_PostgresAwayAndTheMigrationWrong_StopsOnceItIsThere()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var fresh = await postgres.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(fresh))
        {
            await using var command = source.CreateCommand("create table notes (id int)");
            await command.ExecuteNonQueryAsync(Cancel);
        }

        await postgres.StopAsync();
        await using var service = await StartAsync(fresh);

        await postgres.StartAgainAsync();

        var stopping = service.Get<IHostApplicationLifetime>().ApplicationStopping;
        await Eventually.TrueAsync(() => stopping.IsCancellationRequested, Cancel);
        Assert.Contains(service.Logs.Entries, entry => entry.EventId.Id == 205);
    }

    [Fact]
    public async Task Start_WrongPassword_StopsWithTheReason()
    {
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "nobody" };

        var exception = await Assert.ThrowsAsync<PostgresException>(() => StartAsync(wrong.ConnectionString));

        Assert.Contains("nobody", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<object?> NoticeAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(setting, ',' order by name) from pg_settings
            where name in ('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count', 'tcp_user_timeout')
            """,
            connection
        );
        return await command.ExecuteScalarAsync(Cancel);
    }

    private Task<TestService> StartAsync() => StartAsync(database.ConnectionString);

    private static Task<TestService> StartAsync(string connectionString) =>
        TestService.StartAsync(
            builder => builder.AddServiceDatabase<NotesContext>("notesdb", NotesContext.Role),
            configuration: new() { ["ConnectionStrings:notesdb"] = connectionString }
        );

    private static async Task AddNoteAsync(TestService service, Guid tenant)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
        using var entered = TenantScope.Enter(tenant);
        context.Notes.Add(
            new Note
            {
                Id = Ids.New(),
                TenantId = tenant,
                Text = "hello",
            }
        );
        await context.SaveChangesAsync(Cancel);
    }
}
