using System.Net;
using System.Net.Http.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentLogins;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.AgentLogins;

[Trait("Level", "Component")]
public sealed class PasswordEndpointsTests(SessionsFixture sessions)
{
    private const string First = "correct horse";
    private const string Second = "battery staple";
    private readonly AgentScene scene = new(sessions.A);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accept_Invitation_SetsThePasswordOnce()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        var token = await InviteAsync(id);

        await AcceptAsync(token, First);

        Assert.True(await HoldsAsync(id, First));
        await AssertRefusedAsync(token);
    }

    [Fact]
    public async Task Accept_InvitationThatWasReplaced_IsRefused()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        var before = await InviteAsync(id);
        await InviteAsync(id);

        await AssertRefusedAsync(before);
    }

    [Fact]
    public async Task Accept_InvitationThatExpired_IsRefused()
    {
        var token = await InviteAsync(AgentScene.Id(await scene.CreateAsync()));
        await using var command = sessions.A.Admin.CreateCommand(
            "update agent_credentials set invitation_expires_at = now() where tenant_id = $1"
        );
        command.Parameters.AddWithValue(scene.TenantId);
        await command.ExecuteNonQueryAsync(Cancelled);

        await AssertRefusedAsync(token);
    }

    [Fact]
    public async Task Accept_WhileNobodyCanBeHashed_IsBusyForInvitationsThatHoldOnly()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        var invitation = await InviteAsync(id);
        var forged = InvitationToken.Create(scene.TenantId, Guid.Parse(id));
        var options = Options.Create(new LoginOptions { MaxHashing = 1, MaxWaiting = -1 });
        using var full = new PasswordHashing(options);
        var handler = new SetPasswordHandler(sessions.A.Get<CredentialStore>(), full, options);

        Assert.IsType<LoginBusy>((await handler.AcceptAsync(invitation, First, Cancelled)).Error);
        Assert.IsType<InvitationRefused>((await handler.AcceptAsync(forged, First, Cancelled)).Error);
    }

    [Fact]
    public async Task Accept_ForgedInvitation_IsRefused()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        await InviteAsync(id);

        await AssertRefusedAsync(InvitationToken.Create(scene.TenantId, Guid.Parse(id)));
        await AssertRefusedAsync("inv_");
    }

    [Fact]
    public async Task Set_TooShort_IsNamed()
    {
        var id = AgentScene.Id(await scene.CreateAsync());

        var (status, problem) = await scene.Backend.SubmitAsync(
            $"/v1/agents/{id}/password",
            new { password = "short" }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/password", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("password")]
    [InlineData("invitations")]
    public async Task SetOrInvite_Manager_IsForbidden(string what)
    {
        var id = AgentScene.Id(await scene.CreateAsync());

        var (status, problem) = await scene
            .As(Ids.NewText(), AgentRoles.Manager)
            .SubmitAsync($"/v1/agents/{id}/{what}", new { password = First });

        Assert.Equal((HttpStatusCode.Forbidden, "admin_required"), (status, AgentScene.Code(problem)));
    }

    [Theory]
    [InlineData("password")]
    [InlineData("invitations")]
    public async Task SetOrInvite_NobodysOrAnotherTenantsAgent_IsNotFound(string what)
    {
        var other = AgentScene.Id(await new AgentScene(sessions.A).CreateAsync());

        foreach (var id in new[] { other, Ids.NewText() })
        {
            var (status, problem) = await scene.Backend.SubmitAsync(
                $"/v1/agents/{id}/{what}",
                new { password = First }
            );
            Assert.Equal((HttpStatusCode.NotFound, "agent_not_found"), (status, AgentScene.Code(problem)));
        }
    }

    [Fact]
    public async Task Invite_Agent_IsToldOnceAndForSevenDays()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/agents/{id}/invitations");
        request.Headers.Authorization = new("Bearer", scene.Backend.Token);

        using var response = await sessions.A.Http.SendAsync(request, Cancelled);

        var made = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancelled);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(
            7,
            Math.Round((made.GetProperty("expiresAt").GetDateTime() - TimeProvider.System.GetUtcNow()).TotalDays, 2)
        );
    }

    [Fact]
    public async Task Invite_AgentWhoIsDeactivated_IsNotFound()
    {
        var id = AgentScene.Id(await scene.CreateAsync(("isActive", false)));

        var (status, _) = await scene.Backend.SubmitAsync($"/v1/agents/{id}/invitations", null);

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task Set_Password_EndsTheInvitationBefore()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        var token = await InviteAsync(id);

        await scene.Backend.SubmitAsync($"/v1/agents/{id}/password", new { password = First });

        await AssertRefusedAsync(token);
        Assert.True(await HoldsAsync(id, First));
    }

    [Theory]
    [InlineData("inv_")]
    [InlineData("")]
    [InlineData("inv_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task Accept_WhatIsNoInvitation_IsRefused(string token) => await AssertRefusedAsync(token);

    [Theory]
    [InlineData("correct horse", "short", "/newPassword")]
    [InlineData("wrong", "short", "/newPassword")]
    [InlineData(null, null, "/newPassword")]
    public async Task Change_ToOneTooShort_IsNamedWhateverThePresentOne(string? present, string? next, string pointer)
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        await scene.Backend.SubmitAsync($"/v1/agents/{id}/password", new { password = First });

        var (status, problem) = await scene
            .As(id)
            .SubmitAsync("/v1/agents/me/password", new { currentPassword = present, newPassword = next });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.True(await HoldsAsync(id, First));
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey)]
    [InlineData(PrincipalKind.Visitor)]
    public async Task Change_NotAnAgent_IsForbidden(PrincipalKind kind)
    {
        var (status, problem) = await Caller
            .Of(sessions.A, kind, scene.TenantId)
            .SubmitAsync("/v1/agents/me/password", new { currentPassword = First, newPassword = Second });

        Assert.Equal((HttpStatusCode.Forbidden, "agents_forbidden"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task Change_WithThePresentOne_IsDone()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        await scene.Backend.SubmitAsync($"/v1/agents/{id}/password", new { password = First });

        var wrong = await ChangeAsync(id, Second, Second);
        var right = await ChangeAsync(id, First, Second);

        Assert.Equal((HttpStatusCode.Forbidden, "password_wrong"), (wrong.Status, AgentScene.Code(wrong.Body)));
        Assert.Equal(HttpStatusCode.NoContent, right.Status);
        Assert.True(await HoldsAsync(id, Second));
    }

    [Fact]
    public async Task Change_AnAdminSetOneSinceItWasVerified_LeavesTheAdmins()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        await scene.Backend.SubmitAsync($"/v1/agents/{id}/password", new { password = First });
        var store = sessions.A.Get<CredentialStore>();
        var known = await store.FindAsync(scene.TenantId, Guid.Parse(id), Cancelled);

        await scene.Backend.SubmitAsync($"/v1/agents/{id}/password", new { password = Second });
        var late = await store.ChangeAsync(known!, "hash-of-a-third", Cancelled);

        Assert.False(late);
        Assert.True(await HoldsAsync(id, Second));
    }

    [Fact]
    public async Task Change_OnlyTheHashIsNewerSinceItWasVerified_IsDone()
    {
        var id = AgentScene.Id(await scene.CreateAsync());
        await scene.Backend.SubmitAsync($"/v1/agents/{id}/password", new { password = First });
        var store = sessions.A.Get<CredentialStore>();
        var known = await store.FindAsync(scene.TenantId, Guid.Parse(id), Cancelled);

        await store.RehashAsync(known!.Agent, known.PasswordHash!, "newer", Cancelled);

        Assert.True(await store.ChangeAsync(known, "hash-of-another", Cancelled));
    }

    [Fact]
    public async Task Seed_ConfiguredAdmin_CanLogInAndKeepsItsOwnPassword()
    {
        var agents = sessions.A.Get<CredentialStore>();
        var admin = new AgentIdentity
        {
            TenantId = scene.TenantId,
            AgentId = Ids.New(),
            Name = "Admin",
            Email = "admin@example.com",
            Role = Chat.Sessions.Agents.AgentRole.Admin,
        };

        Assert.True(await agents.SeedAdminAsync(admin, "hash-1", Cancelled));
        Assert.False(await agents.SeedAdminAsync(admin with { AgentId = Ids.New() }, "hash-2", Cancelled));

        var credential = await agents.FindAsync(scene.TenantId, "ADMIN@example.com", Cancelled);
        Assert.Equal((admin, "hash-1"), (credential!.Agent, credential.PasswordHash));
    }

    private async Task<string> InviteAsync(string agentId)
    {
        var (status, made) = await scene.Backend.SubmitAsync($"/v1/agents/{agentId}/invitations", null);
        Assert.Equal(HttpStatusCode.Created, status);
        return made.GetProperty("token").GetString()!;
    }

    private Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> ChangeAsync(
        string agentId,
        string currentPassword,
        string newPassword
    ) => scene.As(agentId).SubmitAsync("/v1/agents/me/password", new { currentPassword, newPassword });

    private async Task AcceptAsync(string token, string password) =>
        await sessions.A.AgentLogins.AcceptInvitationAsync(
            new Wire.AcceptInvitationRequest { Token = token, Password = password },
            Caller.Of(sessions.A, PrincipalKind.Service, Guid.Empty).Options(Cancelled)
        );

    private async Task AssertRefusedAsync(string token)
    {
        var refusal = await Caller.RefusalAsync(() => AcceptAsync(token, Second));
        Assert.Equal((StatusCode.Unauthenticated, "invitation_refused"), (refusal.StatusCode, refusal.ToError().Code));
    }

    private async Task<bool> HoldsAsync(string agentId, string password)
    {
        var found = await sessions.A.Get<CredentialStore>().FindAsync(scene.TenantId, Guid.Parse(agentId), Cancelled);
        var verified = await sessions.A.Get<PasswordHashing>().VerifyAsync(found!.PasswordHash, password, Cancelled);
        return verified.Value is Microsoft.AspNetCore.Identity.PasswordVerificationResult.Success;
    }
}
