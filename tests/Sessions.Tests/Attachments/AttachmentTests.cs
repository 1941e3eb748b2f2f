using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>A file's way: announced, uploaded and read, through two instances.</summary>
[Trait("Level", "Component")]
public sealed class AttachmentTests(SessionsFixture sessions)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly Caller backend = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_WhatWasAnnounced_IsReadFromAnyInstance()
    {
        await AllowAsync();
        // More than two parts.
        var bytes = Png.Concat(Enumerable.Range(0, 600_000).Select(i => (byte)i)).ToArray();
        var announced = await AnnounceAsync("bild ä.png", "image/png", bytes.Length);

        using var uploaded = await PutAsync(announced, bytes);
        using var read = await GetAsync(sessions.B, PathOf(announced, "attachmentUrl"));

        Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("image/png", read.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", read.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("bild ä.png", read.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Contains(
            "sandbox",
            read.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Read_NoPicture_IsDownloaded()
    {
        await AllowAsync();
        var announced = await AnnounceAsync("a.pdf", "application/pdf", 5);
        using var uploaded = await PutAsync(announced, "%PDF-"u8.ToArray());

        using var read = await GetAsync(sessions.A, PathOf(announced, "attachmentUrl"));

        Assert.Equal("attachment", read.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Upload_Again_IsRefusedAndChangesNothing()
    {
        await AllowAsync();
        var announced = await AnnounceAsync("a.png", "image/png", Png.Length);
        using var first = await PutAsync(announced, Png);

        using var second = await PutAsync(announced, [.. Png[..^1], 99]);
        using var read = await GetAsync(sessions.A, PathOf(announced, "attachmentUrl"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(Png, await read.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Upload_OtherSize_IsRefused(int difference)
    {
        await AllowAsync();
        var announced = await AnnounceAsync("a.png", "image/png", Png.Length + difference);

        using var uploaded = await PutAsync(announced, Png);
        using var read = await GetAsync(sessions.A, PathOf(announced, "attachmentUrl"));

        Assert.Equal(HttpStatusCode.BadRequest, uploaded.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task Upload_OtherContent_IsRefused()
    {
        await AllowAsync();
        var announced = await AnnounceAsync("a.png", "image/png", 5);

        using var uploaded = await PutAsync(announced, "%PDF-"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, uploaded.StatusCode);
    }

    [Fact]
    public async Task Links_OfAnotherPurposeOrAttachment_OpenNothing()
    {
        await AllowAsync();
        var one = await AnnounceAsync("a.png", "image/png", Png.Length);
        var other = await AnnounceAsync("b.png", "image/png", Png.Length);
        using var stored = await PutAsync(one, Png);
        var read = PathOf(one, "attachmentUrl");
        var upload = PathOf(other, "uploadUrl");
        string[] wrong =
        [
            read.Replace(
                one.GetProperty("id").ToString(),
                other.GetProperty("id").ToString(),
                StringComparison.Ordinal
            ),
            PathOf(one, "uploadUrl"),
            read[..^4] + (read[^4] == 'A' ? 'B' : 'A') + read[^3..],
            read[..^2],
            read[..read.IndexOf('?', StringComparison.Ordinal)],
            read + "%00",
        ];

        foreach (var path in wrong)
        {
            using var answer = await GetAsync(sessions.A, path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var crossed = await PutAsync(
            upload[..upload.IndexOf('?', StringComparison.Ordinal)]
                + read[read.IndexOf('?', StringComparison.Ordinal)..],
            Png
        );
        Assert.Equal(HttpStatusCode.NotFound, crossed.StatusCode);
    }

    [Theory]
    [InlineData("""{"fileName":"","contentType":"image/png","fileSize":1}""", "/fileName")]
    [InlineData("""{"fileName":"../a","contentType":"image/png","fileSize":1}""", "/fileName")]
    [InlineData("""{"fileName":"a","contentType":"png","fileSize":1}""", "/contentType")]
    [InlineData("""{"fileName":"a","contentType":"image/png","fileSize":0}""", "/fileSize")]
    [InlineData("""{"fileName":"a.svg","contentType":"image/svg+xml","fileSize":1}""", "/contentType")]
    [InlineData("""{"fileName":"a.mp4","contentType":"video/mp4","fileSize":1}""", "/contentType")]
    public async Task Announce_Invalid_NamesTheField(string json, string pointer)
    {
        await AllowAsync();

        var (status, body) = await backend.SubmitAsync("/v1/attachments", JsonDocument.Parse(json).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Announce_TooLarge_IsRefused()
    {
        await AllowAsync();

        var (status, body) = await backend.SubmitAsync("/v1/attachments", Body("a.png", "image/png", 5_242_881));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("file_too_large", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Announce_NotEnabled_IsForbidden()
    {
        var (status, body) = await backend.SubmitAsync("/v1/attachments", Body("a.png", "image/png", 1));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("file_sharing_disabled", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Announce_ManyWithoutBytes_IsRefusedForThisOwnerOnly()
    {
        await AllowAsync();
        var visitor = Caller.Visitor(sessions.A, backend.Principal.TenantId);
        for (var i = 0; i < 20; i++)
        {
            var (created, _) = await visitor.SubmitAsync("/v1/attachments", Body("a.png", "image/png", 1));
            Assert.Equal(HttpStatusCode.Created, created);
        }

        var (refused, _) = await visitor.SubmitAsync("/v1/attachments", Body("a.png", "image/png", 1));
        var (allowed, _) = await backend.SubmitAsync("/v1/attachments", Body("a.png", "image/png", 1));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused);
        Assert.Equal(HttpStatusCode.Created, allowed);
    }

    [Fact]
    public async Task Announce_MoreThanAllMayHave_IsRefusedUntilThereIsRoom()
    {
        await AllowAsync(maxTotalBytes: 1 << 20);
        var visitor = Caller.Visitor(sessions.A, backend.Principal.TenantId);
        await AnnounceAsync("a.png", "image/png", 1_000_000);

        var (refused, body) = await visitor.SubmitAsync("/v1/attachments", Body("b.png", "image/png", 48_577));
        var (fits, _) = await visitor.SubmitAsync("/v1/attachments", Body("c.png", "image/png", 48_576));
        await AllowAsync(maxTotalBytes: 2 << 20);
        var (raised, _) = await visitor.SubmitAsync("/v1/attachments", Body("b.png", "image/png", 48_577));

        Assert.Equal((HttpStatusCode.Conflict, "file_storage_full"), (refused, body.GetProperty("code").GetString()));
        Assert.Contains("1048576 bytes", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (fits, raised));
    }

    [Fact]
    public async Task Announce_ManyAtOnce_StayWithinTheBoundTogether()
    {
        await AllowAsync(maxTotalBytes: 1 << 20);
        var visitors = Enumerable.Range(0, 12).Select(_ => Caller.Visitor(sessions.A, backend.Principal.TenantId));

        var answers = await Task.WhenAll(
            visitors.Select(visitor => visitor.SubmitAsync("/v1/attachments", Body("a.png", "image/png", 200_000)))
        );

        Assert.Equal(5, answers.Count(static answer => answer.Status is HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(static answer => answer.Status is HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Announce_BytesNeverCame_MakeRoomAgain()
    {
        await AllowAsync(maxTotalBytes: 1 << 20);
        var awaited = await AnnounceAsync("a.png", "image/png", 1_000_000);
        await using var expire = sessions.A.Admin.CreateCommand(
            "update attachments set upload_until = now() - interval '1 minute' where id = $1"
        );
        expire.Parameters.AddWithValue(awaited.GetProperty("id").GetGuid());
        await expire.ExecuteNonQueryAsync(Token);

        var (status, _) = await backend.SubmitAsync("/v1/attachments", Body("b.png", "image/png", 1_000_000));

        Assert.Equal(HttpStatusCode.Created, status);
    }

    private static object Body(string fileName, string contentType, int fileSize) =>
        new
        {
            fileName,
            contentType,
            fileSize,
        };

    private static string PathOf(JsonElement announced, string name) =>
        new Uri(announced.GetProperty(name).GetString()!).PathAndQuery;

    private async Task AllowAsync(long? maxTotalBytes = null)
    {
        var (status, _) = await backend.PatchAsync("/v1/settings/files", new { enabled = true, maxTotalBytes }, "*");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private async Task<JsonElement> AnnounceAsync(string fileName, string contentType, int size)
    {
        var (status, body) = await backend.SubmitAsync("/v1/attachments", Body(fileName, contentType, size));
        Assert.Equal(HttpStatusCode.Created, status);
        return body;
    }

    private Task<HttpResponseMessage> PutAsync(JsonElement announced, byte[] bytes) =>
        PutAsync(PathOf(announced, "uploadUrl"), bytes);

    private Task<HttpResponseMessage> PutAsync(string path, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return SendAsync(sessions.A, new HttpRequestMessage(HttpMethod.Put, path) { Content = content });
    }

    private static Task<HttpResponseMessage> GetAsync(SessionsInstance instance, string path) =>
        SendAsync(instance, new HttpRequestMessage(HttpMethod.Get, path));

    // As the gateway: it has an identity of its own, of no tenant; the link alone says whose file it is.
    private static Task<HttpResponseMessage> SendAsync(SessionsInstance instance, HttpRequestMessage request)
    {
        var gateway = instance.Token(Principal.ForService("gateway", Guid.Empty));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway);
        return instance.Http.SendAsync(request, Token);
    }
}
