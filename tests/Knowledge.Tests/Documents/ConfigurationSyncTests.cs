using Chat.Knowledge.Retrieval;
using Chat.ServiceDefaults;
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
    private static readonly Guid Next = Ids.New();

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

    [Fact]
    public async Task Start_OneTenantCannotBeStored_TheOthersAnswerAndItFollows()
    {
        await using (var before = Start("First."))
        {
            await AnswersAsync(before, "First.");
        }
        await ExecuteAsync(
            """
            create function refuse() returns trigger language plpgsql as $$
            begin
                raise exception using errcode = 'raise_exception', message = 'of the test';
            end $$;
            create trigger refuse before insert on chunks for each row when (new.text = 'Second.') execute function refuse();
            """
        );

        // Configured tenants come in the order of their names: the one that fails is the first.
        await using var host = Start(
            "Second.",
            ("Knowledge:Tenants:next:Id", Next.ToString()),
            ("Knowledge:Tenants:next:Faq:0:Question", "Do you sell zebras?"),
            ("Knowledge:Tenants:next:Faq:0:Answer", "Others do.")
        );
        await AnswersAsync(host, "Others do.", Next);
        Assert.Contains(host.Logs.Entries, entry => entry.EventId == 3001);

        await ExecuteAsync("drop trigger refuse on chunks");
        await AnswersAsync(host, "Second.");
    }

    [Fact]
    public async Task Start_NothingConfiguredAnyMore_RemovesWhatWas()
    {
        var tenant = Ids.New();
        var id = ("Knowledge:Tenants:gone:Id", tenant.ToString());
        await using (
            var before = Start(
                "Yes.",
                id,
                ("Knowledge:Tenants:gone:Texts:0:Title", "Zebras"),
                ("Knowledge:Tenants:gone:Texts:0:Text", "We sell no zebras.")
            )
        )
        {
            await AnswersAsync(before, "We sell no zebras.", tenant);
        }

        await using var host = Start("Yes.", id);

        await Eventually.TrueAsync(
            async () =>
            {
                var search = host.Services.GetRequiredService<SearchDocuments>();
                return (await search.SearchAsync(tenant, "zebra", 5, Cancelled)).Value.Hits.Count == 0;
            },
            Cancelled
        );
    }

    private KestrelHost<Program> Start(string answer, params (string Key, string Value)[] more) =>
        KestrelHost<Program>.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:knowledgedb"] = database.ConnectionString,
                ["Knowledge:Tenants:default:Faq:0:Question"] = "Do you sell zebras?",
                ["Knowledge:Tenants:default:Faq:0:Answer"] = answer,
            }
                .Concat(more.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value)))
                .ToDictionary(StringComparer.Ordinal)
        );

    // A sequence remembers what is rolled back.
    private Task FailOnceAsync() =>
        ExecuteAsync(
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

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private static Task AnswersAsync(KestrelHost<Program> host, string answer, Guid? tenant = null) =>
        Eventually.TrueAsync(
            async () =>
            {
                var search = host.Services.GetRequiredService<SearchDocuments>();
                var found = await search.SearchAsync(tenant ?? KnownTenants.DefaultId, "zebra", 5, Cancelled);
                return found.Value.Hits.Any(hit => hit.Chunk.Text == answer);
            },
            Cancelled
        );
}
