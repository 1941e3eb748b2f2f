using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentLogins;
using Chat.Sessions.Tenants;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.AgentLogins;

[Trait("Level", "Component")]
public sealed class LoginTests(SessionsFixture sessions) : IAsyncLifetime
{
    private const string Password = "correct horse";
    private readonly AgentScene scene = new(sessions.A);
    private readonly string slug = "t" + Ids.New().ToString("N");
    private readonly string email = $"{Ids.New():N}@example.com";
    private string agentId = "";

    private Caller Gateway => Caller.Of(sessions.A, PrincipalKind.Service, Guid.Empty);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await sessions.A.Get<TenantStore>().SeedTenantAsync(scene.TenantId, slug, "Test", Cancelled);
        agentId = AgentScene.Id(await scene.CreateAsync(("email", email), ("role", "manager")));
        var (status, _) = await scene.Backend.SubmitAsync(
            $"/v1/agents/{agentId}/password",
            new { password = Password }
        );
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task LogIn_RightPassword_SaysWhoItIs()
    {
        var login = await LogInAsync();

        Assert.Equal(
            (agentId, scene.TenantId.ToString(), "Ada", "manager"),
            (login.Agent.AgentId, login.Agent.TenantId, login.Agent.Name, login.Agent.Role)
        );
        Assert.Equal(login.Agent, await ResolveAsync(login));
    }

    [Fact]
    public async Task LogIn_AddressInAnotherCase_IsLetIn() =>
        Assert.Equal(agentId, (await LogInAsync(address: email.ToUpperInvariant())).Agent.AgentId);

    [Theory]
    [InlineData("wrong password", true, true)]
    [InlineData(Password, false, true)]
    [InlineData(Password, true, false)]
    public async Task LogIn_AnythingWrong_LooksTheSame(string password, bool isKnown, bool isOwnTenant)
    {
        var refusal = await Caller.RefusalAsync(() =>
            LogInAsync(password, isKnown ? email : "nobody@example.com", isOwnTenant ? slug : "no-such-tenant")
        );

        Assert.Equal((StatusCode.Unauthenticated, "login_refused"), (refusal.StatusCode, refusal.ToError().Code));
    }

    [Fact]
    public async Task LogIn_AgentWithoutAPassword_IsRefused()
    {
        var other = $"{Ids.New():N}@example.com";
        await scene.CreateAsync(("email", other));

        var refusal = await Caller.RefusalAsync(() => LogInAsync(Password, other));

        Assert.Equal("login_refused", refusal.ToError().Code);
    }

    [Fact]
    public async Task LogIn_NotAService_IsForbidden()
    {
        var request = new Wire.LogInRequest
        {
            TenantSlug = slug,
            Email = email,
            Password = Password,
        };

        var refusal = await Caller.RefusalAsync(() =>
            sessions.A.AgentLogins.LogInAsync(request, scene.Backend.Options(Cancelled)).ResponseAsync
        );

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task RefreshLogin_NewestToken_IsReplacedAtEveryInstance()
    {
        var first = await LogInAsync();

        var second = await RefreshAsync(first.RefreshToken, sessions.B);
        var third = await RefreshAsync(second.RefreshToken);

        Assert.Equal(3, new[] { first.RefreshToken, second.RefreshToken, third.RefreshToken }.Distinct().Count());
        Assert.Equal(first.Agent, third.Agent);
    }

    [Fact]
    public async Task RefreshLogin_SameTokenAtOnce_GivesOneSuccessor()
    {
        var first = await LogInAsync();

        var next = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RefreshAsync(first.RefreshToken)));

        Assert.Single(next.Select(login => login.RefreshToken).Distinct());
    }

    [Fact]
    public async Task RefreshLogin_TokenReplacedLongAgo_EndsTheLogin()
    {
        var first = await LogInAsync();
        var second = await RefreshAsync(first.RefreshToken);
        await LetTimePassAsync();

        await AssertEndedAsync(first.RefreshToken);

        await AssertEndedAsync(second.RefreshToken);
        Assert.Equal(StatusCode.NotFound, (await Caller.RefusalAsync(() => ResolveAsync(first))).StatusCode);
    }

    [Fact]
    public async Task RefreshLogin_AnotherLogin_OutlivesTheEndOfOne()
    {
        var stolen = await LogInAsync();
        var other = await LogInAsync();
        await RefreshAsync(stolen.RefreshToken);
        await LetTimePassAsync();
        await AssertEndedAsync(stolen.RefreshToken);

        Assert.Equal(agentId, (await RefreshAsync(other.RefreshToken)).Agent.AgentId);
    }

    [Fact]
    public async Task LogOut_Login_EndsItAndNoOther()
    {
        var login = await LogInAsync();
        var other = await LogInAsync();

        for (var i = 0; i < 2; i++)
        {
            await sessions.A.AgentLogins.LogOutAsync(
                new Wire.LogOutRequest { RefreshToken = login.RefreshToken },
                Gateway.Options(Cancelled)
            );
        }

        await AssertEndedAsync(login.RefreshToken);
        await ResolveAsync(other);
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("delete")]
    [InlineData("password")]
    public async Task ResolveLogin_AgentKeptOut_HasEnded(string how)
    {
        var login = await LogInAsync();

        await (
            how switch
            {
                "deactivate" => scene.Backend.ChangeAsync(
                    HttpMethod.Patch,
                    "/v1/agents/" + agentId,
                    new { isActive = false }
                ),
                "delete" => scene.Backend.DeleteAsync("/v1/agents/" + agentId),
                _ => scene.Backend.SubmitAsync($"/v1/agents/{agentId}/password", new { password = "another horse" }),
            }
        );

        Assert.Equal(StatusCode.NotFound, (await Caller.RefusalAsync(() => ResolveAsync(login))).StatusCode);
        await AssertEndedAsync(login.RefreshToken);
    }

    [Fact]
    public async Task LogIn_MoreThanMayBe_EndsTheOldest()
    {
        var oldest = await LogInAsync();
        for (var i = 0; i < 20; i++)
        {
            await LogInAsync();
        }

        await AssertEndedAsync(oldest.RefreshToken);
    }

    [Fact]
    public async Task LogIn_PasswordChangedWhileItBegins_IsRefused()
    {
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(Cancelled);
        await using var blocking = await connection.BeginTransactionAsync(Cancelled);
        await ExecuteAsync(connection, "select from agents where tenant_id = $1 for no key update");
        var late = LogInAsync();
        await BlocksAsync(connection);

        await scene.Backend.SubmitAsync($"/v1/agents/{agentId}/password", new { password = "another horse" });
        await blocking.RollbackAsync(Cancelled);

        var refusal = await Caller.RefusalAsync(() => late);
        Assert.Equal("login_refused", refusal.ToError().Code);
    }

    [Fact]
    public async Task SetPassword_CallerLeavesOnTheWay_ChangesAllOrNothing()
    {
        var login = await LogInAsync();
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(Cancelled);
        await using var blocking = await connection.BeginTransactionAsync(Cancelled);
        await ExecuteAsync(connection, "select from agent_logins where tenant_id = $1 for update");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var setting = sessions
            .A.Get<SetPasswordHandler>()
            .SetAsync(scene.Backend.Principal, Guid.Parse(agentId), "another horse", leaving.Token);
        await BlocksAsync(connection);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setting);
        await blocking.RollbackAsync(Cancelled);

        await ResolveAsync(login);
        await LogInAsync();
    }

    private async Task<Wire.AgentLogin> LogInAsync(
        string password = Password,
        string? address = null,
        string? tenant = null
    ) =>
        await sessions
            .A.AgentLogins.LogInAsync(
                new Wire.LogInRequest
                {
                    TenantSlug = tenant ?? slug,
                    Email = address ?? email,
                    Password = password,
                },
                Gateway.Options(Cancelled)
            )
            .ResponseAsync.WithTimeout();

    private async Task<Wire.AgentLogin> RefreshAsync(string token, SessionsInstance? at = null) =>
        await (at ?? sessions.A)
            .AgentLogins.RefreshLoginAsync(
                new Wire.RefreshLoginRequest { RefreshToken = token },
                Gateway.Options(Cancelled)
            )
            .ResponseAsync.WithTimeout();

    private async Task<Wire.AgentIdentity> ResolveAsync(Wire.AgentLogin login) =>
        await sessions
            .A.AgentLogins.ResolveLoginAsync(
                new Wire.ResolveLoginRequest { TenantId = login.Agent.TenantId, LoginId = login.Agent.LoginId },
                Gateway.Options(Cancelled)
            )
            .ResponseAsync.WithTimeout();

    private async Task AssertEndedAsync(string token)
    {
        var refusal = await Caller.RefusalAsync(() => RefreshAsync(token));
        Assert.Equal((StatusCode.Unauthenticated, "login_ended"), (refusal.StatusCode, refusal.ToError().Code));
    }

    private async Task LetTimePassAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "update agent_logins set refreshed_at = refreshed_at - interval '1 minute' where tenant_id = $1"
        );
        command.Parameters.AddWithValue(scene.TenantId);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(scene.TenantId);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    // That somebody waits for it.
    private Task BlocksAsync(NpgsqlConnection connection) =>
        Eventually.TrueAsync(
            async () =>
            {
                await using var command = sessions.A.Admin.CreateCommand(
                    "select exists (select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))"
                );
                command.Parameters.AddWithValue(connection.ProcessID);
                return await command.ExecuteScalarAsync(Cancelled) is true;
            },
            Cancelled
        );
}
