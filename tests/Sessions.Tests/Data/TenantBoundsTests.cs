using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentLogins;
using Chat.Sessions.Tenants;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Data;

/// <summary>How many of something a tenant may have holds however many come at once, at whatever instance.</summary>
[Trait("Level", "Component")]
public sealed class TenantBoundsTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    [Fact]
    public async Task Agents_ManyAtOnceForTheLastPlace_OneIsMade()
    {
        await FillAsync(
            """
            insert into agents (
                tenant_id, id, email, name, role, capacity, skills, level, visibility, is_active, mode_override,
                ai_enabled, auto_accept, is_default, chosen_status, created_at, updated_at, version)
            select $1, gen_random_uuid(), n || '@example.com', 'Ada', 1, 5, '{}', 1, 1, true, 0, true, false, false, 1,
                now(), now(), 1
            from generate_series(1, 9999) n
            """
        );

        await OnlyOneAsync("too_many_agents", "/v1/agents", _ => AgentScene.Body());
    }

    [Fact]
    public async Task Teams_ManyAtOnceForTheLastPlace_OneIsMade()
    {
        await FillAsync(
            """
            insert into teams (tenant_id, id, name, created_at, updated_at, version)
            select $1, gen_random_uuid(), n::text, now(), now(), 1 from generate_series(1, 999) n
            """
        );

        await OnlyOneAsync("too_many_teams", "/v1/teams", number => new { name = "Team " + number });
    }

    [Fact]
    public async Task Keys_ManyAtOnceForTheLastPlace_OneIsMade()
    {
        await sessions
            .A.Get<TenantStore>()
            .SeedTenantAsync(
                scene.TenantId,
                "t" + Ids.New().ToString("N"),
                "Test",
                TestContext.Current.CancellationToken
            );
        await FillAsync(
            """
            insert into api_keys (tenant_id, id, kind, name, hash, hint, allowed_origins, created_at)
            select $1, gen_random_uuid(), 1, 'Key', sha256(convert_to($1::text || n, 'UTF8')), 'abcd', '{}', now()
            from generate_series(1, 999) n
            """
        );

        await OnlyOneAsync("too_many_keys", "/v1/keys", _ => new { kind = "secret", name = "Backend" });
    }

    [Fact]
    public async Task CannedResponses_ManyAtOnceForTheLastPlace_OneIsMade()
    {
        await FillAsync(
            """
            insert into canned_responses (
                tenant_id, id, title, body, category, position, active, version, created_at, updated_at, created_by)
            select $1, gen_random_uuid(), 'A', 'a', '', 0, true, 1, now(), now(), 'x' from generate_series(1, 999) n
            """
        );

        await OnlyOneAsync("too_many_canned_responses", "/v1/canned-responses", _ => new { title = "A", body = "a" });
    }

    [Fact]
    public async Task Logins_ManyAtOnce_AreNoMoreThanMayBe()
    {
        var agent = Guid.Parse(AgentScene.Id(await scene.CreateAsync()));
        var credentials = sessions.A.Get<CredentialStore>();
        await credentials.SetAsync(scene.TenantId, agent, "hash", TestContext.Current.CancellationToken);
        var credential = await credentials.FindAsync(scene.TenantId, agent, TestContext.Current.CancellationToken);

        await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(number =>
                    (number % 2 == 0 ? sessions.A : sessions.B)
                        .Get<LoginStore>()
                        .BeginAsync(credential!, TestContext.Current.CancellationToken)
                )
        );

        await using var command = sessions.A.Admin.CreateCommand(
            "select count(*)::int from agent_logins where agent_id = $1"
        );
        command.Parameters.AddWithValue(agent);
        Assert.Equal(20, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private async Task FillAsync(string sql)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.AddWithValue(scene.TenantId);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task OnlyOneAsync(string refusal, string path, Func<int, object> body)
    {
        var owner = Caller.Of(sessions.A, PrincipalKind.SecretKey, scene.TenantId);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number => owner.At(number % 2 == 0 ? sessions.A : sessions.B).SubmitAsync(path, body(number)))
        );

        var made = Assert.Single(answers, answer => answer.Status is HttpStatusCode.Created);
        Assert.All(answers.Except([made]), answer => Assert.Equal(refusal, Code(answer.Body)));
    }

    private static string? Code(JsonElement problem) =>
        problem.TryGetProperty("code", out var code) ? code.GetString() : null;
}
