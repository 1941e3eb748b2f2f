using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.ServiceDefaults.Data;

/// <summary>Brings role, schema and grants up to date, one process at a time.</summary>
internal sealed class DatabaseMigrator<TContext>(
    ServiceDataSources sources,
    DatabaseNames names,
    ILogger<DatabaseMigrator<TContext>> logger
)
    where TContext : DbContext
{
    // "chat migr" as a number: the lock is per database, so services do not wait for each other.
    private const long LockKey = 0x6368_6174_6d69_6772;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.OpenSessionAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        try
        {
            await ExecuteAsync(connection, CreateRole(names.AppRole), cancellationToken);
            // What is there already, for migrations that change rows; and what they make.
            await ExecuteAsync(connection, LetOwnerIn, cancellationToken);
            await using (var context = CreateContext())
            {
                await context.Database.MigrateAsync(cancellationToken);
            }

            await ExecuteAsync(connection, LetOwnerIn, cancellationToken);
            await ExecuteAsync(connection, Grant(names.AppRole), cancellationToken);
        }
        finally
        {
            // A lost connection has lost the lock as well.
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
            }
        }
    }

    private async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var free = new NpgsqlCommand($"select pg_try_advisory_lock({LockKey})", connection);
        if (await free.ExecuteScalarAsync(cancellationToken) is true)
        {
            return;
        }

        DataLog.MigratedElsewhere(logger, typeof(TContext).Name);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
    }

    private TContext CreateContext()
    {
        // Without a time-out: a step over many rows takes as long the next time.
        var options = new DbContextOptionsBuilder<TContext>()
            .UseNpgsql(sources.Admin, npgsql => npgsql.CommandTimeout(0))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .LogTo(static (id, _) => id == RelationalEventId.MigrationApplying, LogStep)
            .Options;
        return (TContext)Activator.CreateInstance(typeof(TContext), options)!;
    }

    private void LogStep(EventData step)
    {
        if (step is MigrationEventData { Migration: var migration })
        {
            DataLog.Migrating(logger, typeof(TContext).Name, migration.GetType().Name);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // From version 16 on a role's creator is its member, but may not become it.
    private const string MayBecome =
        "case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end";

    // Roles belong to the whole server, and no lock does: another database's migrator may create and grant the same one at
    // the same moment. Who comes second gets one of three errors ("tuple concurrently updated" is internal_error), looks
    // again, and finds it done. What is done already is not done again, so this ends.
    private static string CreateRole(string role) =>
        $"""
            do $chat$ begin
                for turn in 1..20 loop
                    begin
                        if not exists (select from pg_roles where rolname = '{role}') then
                            create role {role} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
                        end if;
                        if not pg_has_role(session_user, '{role}', {MayBecome}) then
                            execute format('grant %I to %I', '{role}', session_user);
                        end if;
                        return;
                    exception when duplicate_object or unique_violation or internal_error then
                        if turn = 20 then
                            raise;
                        end if;
                        perform pg_sleep(0.01 * turn);
                    end;
                end loop;
            end $chat$;
            """;

    // Functions that look over all tenants (whose key is it, what is due) run as the tables' owner. Row-level security is
    // forced on it, too, and only a superuser is above that, which on servers that others run nobody is.
    private const string LetOwnerIn = """
        do $chat$
        declare
            t record;
        begin
            for t in
                select c.oid::regclass as name, pg_get_userbyid(c.relowner) as owner
                from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity and not exists (
                    select from pg_policy p
                    where p.polrelid = c.oid and p.polname = 'owner' and p.polroles = array[c.relowner])
            loop
                execute format('drop policy if exists owner on %s', t.name);
                execute format('create policy owner on %s to %I using (true) with check (true)', t.name, t.owner);
            end loop;
        end $chat$;
        """;

    private static string Grant(string role) =>
        $"""
            grant usage on schema public to {role};
            grant select, insert, update, delete on all tables in schema public to {role};
            grant usage, select on all sequences in schema public to {role};
            grant execute on all functions in schema public to {role};
            """;
}
