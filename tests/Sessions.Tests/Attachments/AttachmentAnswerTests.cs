using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.Conversations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>An attachment as the API shows it, and the address it is shown under.</summary>
public sealed class AttachmentAnswerTests
{
    private const string Origin = "https://chat.example";

    private static readonly AttachmentLinks Links = new(
        Options.Create(new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) })
    );

    private static readonly Attachment Announced = new()
    {
        Id = Ids.New(),
        TenantId = Ids.New(),
        OwnerKind = AuthorKind.Visitor,
        OwnerId = "v",
        FileName = "a.txt",
        ContentType = "text/plain",
        Size = 7,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UploadUntil = DateTimeOffset.UnixEpoch.AddMinutes(15),
    };

    [Fact]
    public void From_AnnouncedFile_SaysWhereItsBytesGo()
    {
        var answer = AttachmentAnswer.From(Announced, Links, Origin);

        Assert.Equal(
            (Announced.Id, "a.txt", "text/plain", 7, false),
            (answer.Id, answer.FileName, answer.ContentType, answer.FileSize, answer.IsStored)
        );
        Assert.Equal(
            (Announced.TenantId, Announced.UploadUntil),
            Links.ReadUpload(Announced.Id, TokenOf(answer.UploadUrl!))
        );
        Assert.Equal((int)AnnounceAttachmentHandler.UploadTime.TotalSeconds, answer.ExpiresInSeconds);
    }

    [Fact]
    public void From_StoredFile_IsReadAndNoMoreWritten()
    {
        var answer = AttachmentAnswer.From(Announced with { StoredAt = DateTimeOffset.UnixEpoch }, Links, Origin);

        Assert.Equal((true, null, null), (answer.IsStored, answer.UploadUrl, answer.ExpiresInSeconds));
        Assert.Equal(Announced.TenantId, Links.ReadDownload(Announced.Id, TokenOf(answer.AttachmentUrl)));
    }

    [Theory]
    [InlineData("https", "chat.example", "https://chat.example")]
    [InlineData("http", "chat.example:8080", "http://chat.example:8080")]
    [InlineData("https", "", "http://inside:5001")]
    [InlineData("", "chat.example", "http://inside:5001")]
    [InlineData("javascript", "chat.example", "http://inside:5001")]
    [InlineData("HTTPS", "chat.example", "http://inside:5001")]
    public void Of_Request_IsWhereTheGatewayWasReached(string scheme, string host, string origin)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("inside", 5001));
        request.Headers["X-Forwarded-Proto"] = scheme;
        request.Headers["X-Forwarded-Host"] = host;

        Assert.Equal(origin, PublicOrigin.Of(request));
    }

    private static string TokenOf(string url)
    {
        var before = $"{Origin}/v1/attachments/{Announced.Id}/content?token=";
        Assert.StartsWith(before, url, StringComparison.Ordinal);
        return url[before.Length..];
    }
}
