using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>Who may delete a file, and what is left of it.</summary>
[Trait("Level", "Component")]
public sealed class DeletionTests(SessionsFixture sessions) : IAsyncLifetime
{
    private const int Share = 1 << 20;

    private readonly FileScene scene = new(sessions.A);

    public async ValueTask InitializeAsync() => await scene.AllowAsync(Share);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(nameof(PrincipalKind.Visitor))]
    [InlineData(nameof(PrincipalKind.User))]
    [InlineData(nameof(PrincipalKind.Agent))]
    [InlineData(nameof(PrincipalKind.SecretKey))]
    public async Task Delete_Own_LeavesNothing(string kind)
    {
        var owner = Somebody(kind);
        var file = await scene.StoreAsync(owner);
        Assert.Equal((2, HttpStatusCode.OK), (await scene.CountPartsAsync(file), await scene.ReadAsync(file)));

        var (deleted, _) = await DeleteAsync(owner.At(sessions.B), file);
        var (again, body) = await DeleteAsync(owner, file);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted, again));
        Assert.Equal("attachment_not_found", body.GetProperty("code").GetString());
        Assert.Equal((0, HttpStatusCode.NotFound), (await scene.CountPartsAsync(file), await scene.ReadAsync(file)));
    }

    [Theory]
    [InlineData(nameof(PrincipalKind.Visitor))]
    [InlineData(nameof(PrincipalKind.User))]
    [InlineData(nameof(PrincipalKind.Agent))]
    public async Task Delete_Anothers_IsNotFoundAndLeavesIt(string kind)
    {
        var file = await scene.StoreAsync(scene.People.Visitor());

        var (status, body) = await DeleteAsync(Somebody(kind), file);

        Assert.Equal((HttpStatusCode.NotFound, "attachment_not_found"), (status, body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.OK, await scene.ReadAsync(file));
    }

    [Theory]
    [InlineData(AgentRoles.Manager)]
    [InlineData(AgentRoles.Admin)]
    [InlineData(null)]
    public async Task Delete_ByManagersAndTheBackend_TakesAnybodys(string? role)
    {
        var company = role is null ? Somebody(nameof(PrincipalKind.SecretKey)) : scene.Agent(role);

        foreach (var owner in (Caller[])[scene.People.Visitor(), scene.Agent(AgentRoles.Agent)])
        {
            var file = await scene.StoreAsync(owner);
            Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(company, file)).Status);
            Assert.Null(await scene.FindAsync(file.Id));
        }
    }

    [Fact]
    public async Task Delete_AsAnotherProvenIdentity_TakesIt()
    {
        var visitor = scene.People.Visitor();
        var (user, _) = await scene.People.UserAsync();
        await VisitorScene.ProveAsync(visitor, user);
        var file = await scene.StoreAsync(visitor);

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(user, file)).Status);
    }

    [Fact]
    public async Task Delete_ByWhoOnlyClaimsToBeTheOwner_IsNotFound()
    {
        var email = VisitorScene.NewEmail();
        var (user, _) = await scene.People.UserAsync(email);
        var stranger = scene.People.Visitor();
        await VisitorScene.ClaimAsync(stranger, email);
        var file = await scene.StoreAsync(user);

        Assert.Equal(HttpStatusCode.NotFound, (await DeleteAsync(stranger, file)).Status);
        Assert.NotNull(await scene.FindAsync(file.Id));
    }

    [Fact]
    public async Task Delete_AnotherTenants_IsNotFoundAndLeavesIt()
    {
        var file = await scene.StoreAsync(scene.People.Visitor());

        var (status, _) = await DeleteAsync(Caller.Of(sessions.A, PrincipalKind.SecretKey), file);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.NotNull(await scene.FindAsync(file.Id));
    }

    [Fact]
    public async Task Delete_WithAPublishableKeyAlone_IsForbidden()
    {
        var file = await scene.StoreAsync(scene.People.Visitor());

        var (status, body) = await DeleteAsync(Somebody(nameof(PrincipalKind.PublishableKey)), file);

        Assert.Equal(
            (HttpStatusCode.Forbidden, "attachments_forbidden"),
            (status, body.GetProperty("code").GetString())
        );
    }

    [Fact]
    public async Task Delete_ByABlockedCustomer_IsForbidden()
    {
        var (user, customerId) = await scene.People.UserAsync();
        var file = await scene.StoreAsync(user);
        await scene.People.Company.Backend.PatchAsync($"/v1/customers/{customerId}", new { status = "blocked" });

        var (status, body) = await DeleteAsync(user, file);

        Assert.Equal((HttpStatusCode.Forbidden, "customer_blocked"), (status, body.GetProperty("code").GetString()));
        Assert.NotNull(await scene.FindAsync(file.Id));
    }

    [Fact]
    public async Task Delete_OfAFullShare_FreesItsRoom()
    {
        var visitor = scene.People.Visitor();
        var file = await scene.StoreAsync(visitor, Share);
        Assert.Equal(HttpStatusCode.Conflict, (await FileScene.TryAnnounceAsync(visitor, Share)).Status);

        await DeleteAsync(visitor, file);

        Assert.Equal(HttpStatusCode.Created, (await FileScene.TryAnnounceAsync(visitor, Share)).Status);
    }

    [Fact]
    public async Task Delete_Awaited_FreesItsRoomAndItsLink()
    {
        var visitor = scene.People.Visitor();
        var (_, announced) = await FileScene.TryAnnounceAsync(visitor, Share);
        var file = (await scene.FindAsync(announced.GetProperty("id").GetGuid()))!;

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(visitor, file)).Status);

        await using var body = new MemoryStream(FileScene.Png(Share));
        var uploaded = await sessions
            .A.Get<UploadHandler>()
            .HandleAsync(
                file.Id,
                sessions.A.Get<AttachmentLinks>().ToUpload(file),
                body,
                TestContext.Current.CancellationToken
            );
        Assert.IsType<AttachmentNotFound>(uploaded.Error);
        Assert.Equal(HttpStatusCode.Created, (await FileScene.TryAnnounceAsync(visitor, Share)).Status);
    }

    private Caller Somebody(string kind) => scene.People.Company.Somebody(Enum.Parse<PrincipalKind>(kind));

    private static Task<(HttpStatusCode Status, JsonElement Body)> DeleteAsync(Caller caller, Attachment file) =>
        caller.DeleteAsync($"/v1/attachments/{file.Id}");
}
