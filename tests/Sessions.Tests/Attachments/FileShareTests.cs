using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>One customer cannot use up the room of all.</summary>
[Trait("Level", "Component")]
public sealed class FileShareTests(SessionsFixture sessions) : IAsyncLifetime
{
    private const int Share = 1 << 20;

    private readonly VisitorScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await scene.Company.Backend.ChangeSettingsAsync("files", new { enabled = true, maxCustomerBytes = Share });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(nameof(PrincipalKind.Visitor))]
    [InlineData(nameof(PrincipalKind.User))]
    public async Task Announce_MoreThanTheShare_IsRefusedAndSaysWhatIsUsed(string kind)
    {
        var customer = scene.Company.Somebody(Enum.Parse<PrincipalKind>(kind));
        await AnnounceAsync(customer, 1_000_000);

        var (refused, body) = await TryAnnounceAsync(customer.At(sessions.B), 48_577);
        var (fits, _) = await TryAnnounceAsync(customer, 48_576);

        Assert.Equal((HttpStatusCode.Conflict, "file_share_full"), (refused, body.GetProperty("code").GetString()));
        Assert.Equal(
            "There is no room for this file: your files may have 1048576 bytes in all and have 1000000.",
            body.GetProperty("detail").GetString()
        );
        Assert.Equal(HttpStatusCode.Created, fits);
    }

    [Fact]
    public async Task Announce_ShareRaised_IsTaken()
    {
        var visitor = scene.Visitor();
        await AnnounceAsync(visitor, Share);
        await scene.Company.Backend.ChangeSettingsAsync("files", new { maxCustomerBytes = Share + 1 });

        Assert.Equal(HttpStatusCode.Created, (await TryAnnounceAsync(visitor, 1)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await TryAnnounceAsync(visitor, 1)).Status);
    }

    [Fact]
    public async Task Announce_AnotherCustomersShareIsFull_IsTaken()
    {
        await AnnounceAsync(scene.Visitor(), Share);

        Assert.Equal(HttpStatusCode.Created, (await TryAnnounceAsync(scene.Visitor(), Share)).Status);
    }

    [Theory]
    [InlineData(nameof(PrincipalKind.Agent))]
    [InlineData(nameof(PrincipalKind.SecretKey))]
    public async Task Announce_ByTheCompany_HasNoShare(string kind)
    {
        var company = scene.Company.Somebody(Enum.Parse<PrincipalKind>(kind));
        await AnnounceAsync(company, Share);

        Assert.Equal(HttpStatusCode.Created, (await TryAnnounceAsync(company, Share)).Status);
    }

    [Fact]
    public async Task Announce_ManyAtOnce_StayWithinTheShareTogether()
    {
        var visitor = scene.Visitor();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i => TryAnnounceAsync(i % 2 == 0 ? visitor : visitor.At(sessions.B), 200_000))
        );

        Assert.Equal(5, answers.Count(static answer => answer.Status is HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(static answer => answer.Status is HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Announce_AsAnotherProvenIdentity_HasTheSameShare()
    {
        var visitor = scene.Visitor();
        var (user, _) = await scene.UserAsync();
        await VisitorScene.ProveAsync(visitor, user);
        await AnnounceAsync(visitor, Share);

        Assert.Equal(HttpStatusCode.Conflict, (await TryAnnounceAsync(user, 1)).Status);
    }

    [Fact]
    public async Task Announce_ClaimedEmailOfAnother_LeavesTheOthersShareAlone()
    {
        var email = VisitorScene.NewEmail();
        var (user, _) = await scene.UserAsync(email);
        var stranger = scene.Visitor();
        await VisitorScene.ClaimAsync(stranger, email);
        await AnnounceAsync(stranger, Share);

        Assert.Equal(HttpStatusCode.Created, (await TryAnnounceAsync(user, Share)).Status);
    }

    [Fact]
    public async Task Announce_BytesNeverCame_HasItsShareAgain()
    {
        var visitor = scene.Visitor();
        var awaited = await AnnounceAsync(visitor, Share);
        await ChangeAsync(awaited, "upload_until = now() - interval '1 minute'");

        Assert.Equal(HttpStatusCode.Created, (await TryAnnounceAsync(visitor, Share)).Status);
    }

    [Fact]
    public async Task Announce_BytesCameLongAgo_HoldTheShare()
    {
        var visitor = scene.Visitor();
        var stored = await AnnounceAsync(visitor, Share);
        await ChangeAsync(stored, "upload_until = now() - interval '1 day', stored_at = now() - interval '1 day'");

        Assert.Equal(HttpStatusCode.Conflict, (await TryAnnounceAsync(visitor, 1)).Status);
    }

    private async Task ChangeAsync(JsonElement announced, string columns)
    {
        await using var change = sessions.A.Admin.CreateCommand($"update attachments set {columns} where id = $1");
        change.Parameters.AddWithValue(announced.GetProperty("id").GetGuid());
        Assert.Equal(1, await change.ExecuteNonQueryAsync(Token));
    }

    private static async Task<JsonElement> AnnounceAsync(Caller caller, int fileSize)
    {
        var (status, body) = await TryAnnounceAsync(caller, fileSize);
        Assert.True(status is HttpStatusCode.Created, body.ToString());
        return body;
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> TryAnnounceAsync(Caller caller, int fileSize) =>
        caller.SubmitAsync(
            "/v1/attachments",
            new
            {
                fileName = "a.png",
                contentType = "image/png",
                fileSize,
            }
        );
}
