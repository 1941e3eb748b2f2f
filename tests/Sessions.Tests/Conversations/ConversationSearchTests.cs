using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Conversations;

[Trait("Level", "Component")]
public sealed class ConversationSearchTests(SessionsFixture sessions)
{
    private readonly Caller key = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    [Theory]
    [InlineData("parcel", true)]
    [InlineData("PARC", true)]
    [InlineData("blue parcel", true)]
    [InlineData("blue green", false)]
    [InlineData("arcel", false)]
    [InlineData("größe", true)]
    [InlineData("#4711!", true)]
    [InlineData("4712", false)]
    [InlineData("' & | ! :* \\ \"", false)]
    public async Task List_WordsOfTheSubject_AreFoundByTheirBeginnings(string q, bool isFound)
    {
        var id = await BeginAsync("Where is my blue Parcel, Größe L (#4711)?");
        await BeginAsync("Something else");

        Assert.Equal(isFound ? [id] : [], await FindAsync(q));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("lovelace")]
    [InlineData("love ad")]
    [InlineData("ada@exam")]
    [InlineData("ADA.L@Example.com")]
    public async Task List_NameOrEmailOfTheCustomer_FindsItsConversations(string q)
    {
        var id = await OfCustomerAsync("Ada Lovelace", "ada.l@example.com");
        await OfCustomerAsync("Grace Hopper", "grace@example.org");

        Assert.Equal([id], await FindAsync(q));
    }

    [Fact]
    public async Task List_ChangedSubjectAndName_FindsWhatStandsThereNow()
    {
        var id = await OfCustomerAsync("Ada", "ada@example.com");
        await key.PatchAsync($"/v1/conversations/{id}", new { subject = "alpha" });
        var (_, customers) = await key.GetAsync("/v1/customers/search?email=ada@example.com");
        await key.PatchAsync($"/v1/customers/{Text(customers, "id")}", new { name = "Augusta" });
        await key.PatchAsync($"/v1/conversations/{id}", new { subject = "beta" });

        Assert.Equal([id], await FindAsync("augusta"));
        Assert.Equal([id], await FindAsync("beta"));
        Assert.Empty(await FindAsync("alpha"));
    }

    [Fact]
    public async Task List_SearchAndFilters_AreJoinedByAndOnEveryPage()
    {
        var ids = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            ids.Add(await BeginAsync($"alpha {n}", new { priority = n == 2 ? "high" : "low" }));
        }

        var (_, first) = await key.GetAsync("/v1/conversations?q=alpha&priority=low&limit=2&sort=createdAt");
        var (_, second) = await key.GetAsync(
            $"/v1/conversations?q=alpha&priority=low&limit=2&sort=createdAt&cursor={Text(first, "nextCursor")}"
        );
        var (_, newest) = await key.GetAsync("/v1/conversations?q=alpha&limit=3");
        var (_, oldest) = await key.GetAsync($"/v1/conversations?q=alpha&limit=3&cursor={Text(newest, "nextCursor")}");

        Assert.Equal([ids[0], ids[1], ids[3], ids[4]], Ids(first).Concat(Ids(second)));
        Assert.Equal([ids[4], ids[3], ids[2], ids[1], ids[0]], Ids(newest).Concat(Ids(oldest)));
    }

    [Fact]
    public async Task List_FiledSo_IsWhatItSays()
    {
        var (_, made) = await key.SubmitAsync("/v1/teams", new { name = "Sales" });
        var team = Text(made, "id");
        var filed = await BeginAsync(
            "a",
            new
            {
                userCategory = "gold",
                department = "Sales",
                teamId = team,
            }
        );
        var other = await BeginAsync("b");
        var (yesterday, tomorrow) = (Day(-1), Day(1));

        Assert.Equal([filed], await ListAsync("userCategory=gold"));
        Assert.Equal([filed], await ListAsync("department=Sales"));
        Assert.Equal([filed], await ListAsync($"teamId={team}"));
        Assert.Equal([other, filed], await ListAsync($"createdSince={yesterday}&createdBefore={tomorrow}"));
        Assert.Empty(await ListAsync($"createdSince={tomorrow}"));
        Assert.Empty(await ListAsync($"createdBefore={yesterday}"));
        Assert.Equal([other, filed], await ListAsync("mode=ai"));
        Assert.Empty(await ListAsync("mode=manual"));
    }

    [Fact]
    public async Task List_AnotherTenant_FindsNothing()
    {
        await OfCustomerAsync("Ada", "ada@example.com");
        await BeginAsync("alpha");
        var foreign = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        Assert.Empty(Ids((await foreign.GetAsync("/v1/conversations?q=alpha")).Body));
        Assert.Empty(Ids((await foreign.GetAsync("/v1/conversations?q=ada")).Body));
    }

    [Theory]
    [InlineData(
        "conversations_subject",
        "conversations where subject is not null and subject_document(tenant_id, subject)"
    )]
    [InlineData("customers_words", "customers where customer_document(tenant_id, name, email)")]
    public async Task Search_OneOfMany_ReadsTheIndex(string index, string source)
    {
        await ExecuteAsync(
            """
            insert into conversations (tenant_id, id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                created_at, updated_at, subject)
            select $1, gen_random_uuid(), 2, 'u', '', 1, 1, 1, 0, now(), now(), 'number ' || n
            from generate_series(1, 3000) n
            """
        );
        await ExecuteAsync(
            """
            insert into customers (tenant_id, id, name, name_key, custom_fields, tags, status, verified, version,
                created_at, updated_at)
            select $1, gen_random_uuid(), 'number ' || n, '', '{}', '{}', 1, true, 1, now(), now()
            from generate_series(1, 3000) n
            """
        );
        await using (var analyze = sessions.A.Admin.CreateCommand("analyze conversations, customers"))
        {
            await analyze.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        // So few rows are read as fast without it; what counts is that it can be used.
        await using var batch = sessions.A.Admin.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("set local enable_seqscan = off"));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand($"explain (format json) select id from {source} @@ $q$'2999':*$q$::tsquery")
        );
        await using var row = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        var plan = row.GetString(0);

        Assert.Contains(index, plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_VisitorSearches_IsForbidden()
    {
        var visitor = Caller.Visitor(sessions.A, key.Principal.TenantId);

        var (status, body) = await visitor.GetAsync("/v1/conversations?q=ada");

        Assert.Equal((HttpStatusCode.Forbidden, "details_forbidden"), (status, Text(body, "code")));
    }

    [Theory]
    [InlineData("mode=both", "/mode")]
    [InlineData("priority=none", "/priority")]
    public async Task List_UnknownWords_AreNamed(string query, string pointer)
    {
        var (status, body) = await key.GetAsync($"/v1/conversations?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, Text(body.GetProperty("errors")[0], "pointer"));
    }

    [Theory]
    [InlineData("createdSince=0001-01-01T00:00:00Z")]
    [InlineData("createdBefore=9999-12-31T23:59:59Z")]
    [InlineData("createdBefore=9999-12-31T23:59:59.9999999Z")]
    public async Task List_TheEndsOfTime_AreTimes(string query)
    {
        var id = await BeginAsync("a");

        Assert.Equal([id], await ListAsync(query));
    }

    private async Task<string> BeginAsync(string subject, object? details = null)
    {
        var (status, body) = await key.SubmitAsync(
            "/v1/conversations",
            new
            {
                owner = new { kind = "user", id = "u-1" },
                subject,
                details,
            }
        );
        Assert.Equal(HttpStatusCode.Created, status);
        return Text(body, "id")!;
    }

    private async Task<string> OfCustomerAsync(string name, string email)
    {
        var (_, customer) = await key.SubmitAsync("/v1/customers", new { name, email });
        var visitor = Caller.Visitor(sessions.A, key.Principal.TenantId);
        await key.SubmitAsync(
            $"/v1/customers/{Text(customer, "id")}/visitors",
            new { visitorId = visitor.Principal.Subject }
        );
        return (await visitor.PostAsync("hello")).Conversation.Id;
    }

    private Task<List<string?>> FindAsync(string q) => ListAsync($"q={Uri.EscapeDataString(q)}");

    private async Task<List<string?>> ListAsync(string query)
    {
        var (status, body) = await key.GetAsync($"/v1/conversations?{query}");
        Assert.Equal(HttpStatusCode.OK, status);
        return Ids(body);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.Principal.TenantId });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static string Day(int from) => Uri.EscapeDataString($"{TimeProvider.System.GetUtcNow().AddDays(from):O}");

    private static List<string?> Ids(JsonElement body) =>
        [.. body.GetProperty("data").EnumerateArray().Select(one => Text(one, "id"))];

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
