using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.Settings;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Chat.Sessions.Visitors;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>How long an upload may take, and whose its room is meanwhile.</summary>
[Trait("Level", "Component")]
public sealed class UploadTimeTests(SessionsFixture sessions) : IAsyncLifetime
{
    private const int Part = 256 * 1024;
    private const int Size = 4 * Part;

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[Size - 8]];

    private readonly VisitorScene scene = new(sessions.A);
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private Principal visitor = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AttachmentStore Store => sessions.A.Get<AttachmentStore>();

    private AttachmentLinks Links => sessions.A.Get<AttachmentLinks>();

    public async ValueTask InitializeAsync()
    {
        visitor = scene.Visitor().Principal;
        await scene.Company.Backend.ChangeSettingsAsync("files", new { enabled = true, maxCustomerBytes = Size });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Upload_SlowButSteady_KeepsItsRoomAndIsStored()
    {
        var slow = (await AnnounceAsync()).Value;

        var uploaded = await UploadAsync(
            slow,
            async () =>
            {
                time.Advance(TimeSpan.FromMinutes(4));
                Assert.IsType<FileShareFull>((await AnnounceAsync()).Error);
            }
        );

        Assert.True(uploaded.IsSuccess, uploaded.Error?.Message);
        Assert.NotNull((await FindAsync(slow))!.StoredAt);
    }

    // Its room may have been promised to another file, whether or not a sweep came by.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Upload_PausedForTooLong_IsRefused(int afterParts)
    {
        var paused = (await AnnounceAsync()).Value;

        var uploaded = await UploadAsync(paused, PauseAfter(afterParts, () => Task.CompletedTask));

        Assert.IsType<UploadExpired>(uploaded.Error);
        Assert.Null((await FindAsync(paused))!.StoredAt);
    }

    [Fact]
    public async Task Upload_PausedForTooLong_HasGivenItsRoomAway()
    {
        var paused = (await AnnounceAsync()).Value;

        var uploaded = await UploadAsync(
            paused,
            PauseAfter(2, async () => Assert.True((await AnnounceAsync()).IsSuccess))
        );

        Assert.IsType<UploadExpired>(uploaded.Error);
        Assert.Null(await FindAsync(paused));
    }

    private Func<Task> PauseAfter(int parts, Func<Task> thenAsync) =>
        () =>
        {
            if (--parts != 0)
            {
                return Task.CompletedTask;
            }

            time.Advance(AnnounceAttachmentHandler.UploadTime);
            return thenAsync();
        };

    private Task<Result<Attachment>> AnnounceAsync() =>
        new AnnounceAttachmentHandler(
            Store,
            sessions.A.Get<IdentityStore>(),
            sessions.A.Get<TenantSettings>(),
            time
        ).HandleAsync(
            visitor,
            new AttachmentBody
            {
                FileName = "a.png",
                ContentType = "image/png",
                FileSize = Size,
            },
            Token
        );

    private Task<Attachment?> FindAsync(Attachment attachment) =>
        Store.FindAsync(attachment.TenantId, attachment.Id, Token);

    private async Task<Result<Attachment>> UploadAsync(Attachment attachment, Func<Task> betweenAsync)
    {
        await using var body = new PacedStream(Png, Part, betweenAsync);
        return await new UploadHandler(Store, Links, time)
            .HandleAsync(attachment.Id, Links.ToUpload(attachment), body, Token)
            .WithTimeout();
    }
}
