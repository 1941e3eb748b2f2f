using Chat.Knowledge.Retrieval;
using Chat.Testing.Hosting;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Chat.Knowledge.Documents;

/// <summary>A start whose first try to store what is configured fails of something else than an outage.</summary>
[Trait("Level", "Component")]
public sealed class ConfigurationSyncTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Deadlock_IsTriedAgain()
    {
        await using (var before = Start("Yes."))
        {
            await AnswersAsync(before, "Yes.");
        }
        await FailOnceAsync();

        await using var host = Start("No.");

        await AnswersAsync(host, "No.");
        var told = Assert.Single(host.Logs.Entries, entry => entry.EventId == 3001);
        Assert.Equal(PostgresErrorCodes.DeadlockDetected, Assert.IsType<PostgresException>(told.Exception).SqlState);
    }

    private KestrelHost<Program> Start(string answer) =>
        KestrelHost<Program>.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:knowledgedb"] = database.ConnectionString,
                ["Knowledge:Tenants:default:Faq:0:Question"] = "Do you sell zebras?",
                ["Knowledge:Tenants:default:Faq:0:Answer"] = answer,
            }
        );

    // A sequence remembers what is rolled back.
    private async Task FailOnceAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(
            """
            create sequence tries;
            create function fail_once() returns trigger language plpgsql security definer as $$
            begin
                if nextval('public.tries') = 1 then
                    raise exception using errcode = 'deadlock_detected', message = 'of the test';
                end if;
                return new;
            end $$;
            create trigger fail_once before insert on chunks for each row execute function fail_once();
            """
        );
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private static Task AnswersAsync(KestrelHost<Program> host, string answer) =>
        Eventually.TrueAsync(
            async () =>
            {
                var search = host.Services.GetRequiredService<SearchDocuments>();
                var found = await search.SearchAsync(KnownTenants.DefaultId, "zebra", 5, Cancelled);
                return found.Value.Hits.Any(hit => hit.Chunk.Text == answer);
            },
            Cancelled
        );
}
