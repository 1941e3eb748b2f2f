using Chat.Sessions.Attachments;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>A file that is deleted while its bytes come or go.</summary>
[Trait("Level", "Component")]
public sealed class DeletedMeanwhileTests(SessionsFixture sessions) : IAsyncLifetime
{
    private const int Size = 4 * FileScene.Part;

    private readonly FileScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AttachmentStore Store => sessions.A.Get<AttachmentStore>();

    public async ValueTask InitializeAsync() => await scene.AllowAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Upload_DeletedAfterSomeParts_IsRefusedAndLeavesNoPart(int parts)
    {
        var (_, announced) = await FileScene.TryAnnounceAsync(scene.People.Visitor(), Size);
        var file = (await scene.FindAsync(announced.GetProperty("id").GetGuid()))!;
        var links = sessions.A.Get<AttachmentLinks>();
        var left = parts;
        await using var body = new PacedStream(
            FileScene.Png(Size),
            FileScene.Part,
            () => --left == 0 ? DeleteAsync(file) : Task.CompletedTask
        );

        var uploaded = await sessions
            .A.Get<UploadHandler>()
            .HandleAsync(file.Id, links.ToUpload(file), body, Token)
            .WithTimeout();

        Assert.IsType<AttachmentNotFound>(uploaded.Error);
        Assert.Equal(0, await scene.CountPartsAsync(file));
    }

    [Fact]
    public async Task Read_DeletedSinceItWasFound_IsNotFound()
    {
        var file = await scene.StoreAsync(scene.People.Visitor(), Size);
        await DeleteAsync(file);
        var context = Context(Stream.Null, out var lifetime);

        await new AttachmentContent(file, Store).ExecuteAsync(context);

        Assert.Equal(StatusCodes.Status404NotFound, context.Response.StatusCode);
        Assert.False(lifetime.IsAborted);
    }

    [Fact]
    public async Task Read_DeletedAfterTheFirstPart_IsBrokenOff()
    {
        var file = await scene.StoreAsync(scene.People.Visitor(), Size);
        await using var body = new FollowedStream(() => DeleteAsync(file));
        var context = Context(body, out var lifetime);

        await new AttachmentContent(file, Store).ExecuteAsync(context);

        Assert.Equal(FileScene.Part, body.Length);
        Assert.True(lifetime.IsAborted);
    }

    private async Task DeleteAsync(Attachment file) =>
        Assert.True(await Store.DeleteAsync(file.TenantId, file.Id, owner: null, Token));

    private DefaultHttpContext Context(Stream body, out AbortedRequest lifetime)
    {
        var context = new DefaultHttpContext { RequestServices = sessions.A.Get<IServiceProvider>() };
        context.Response.Body = body;
        lifetime = new AbortedRequest();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        return context;
    }
}
