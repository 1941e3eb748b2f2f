using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.Conversations;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.Attachments;

public sealed class AttachmentLinksTests
{
    private const string Origin = "https://chat.example";

    private static readonly Attachment File = new()
    {
        Id = Ids.New(),
        TenantId = Ids.New(),
        OwnerKind = AuthorKind.Visitor,
        OwnerId = "v-1",
        FileName = "a.txt",
        ContentType = "text/plain",
        Size = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UploadUntil = DateTimeOffset.UnixEpoch.AddYears(60),
    };

    [Fact]
    public void Read_LinkOfAPreviousKey_Holds()
    {
        var links = Create(2, 1);

        Assert.Equal(File.TenantId, links.ReadDownload(File.Id, Create(1).ToDownload(File, Origin)));
        Assert.Equal((File.TenantId, File.UploadUntil), links.ReadUpload(File.Id, Create(1).ToUpload(File)));
        Assert.Null(Create(2).ReadDownload(File.Id, Create(1).ToDownload(File, Origin)));
    }

    [Fact]
    public void Read_LinkForAnotherPurposeOrFile_IsNone()
    {
        var links = Create(2, 1);

        Assert.Null(links.ReadUpload(File.Id, Create(1).ToDownload(File, Origin)));
        Assert.Null(links.ReadDownload(Ids.New(), Create(1).ToDownload(File, Origin)));
    }

    [Fact]
    public void To_WithAPreviousKey_SignsWithTheCurrentOne() =>
        Assert.Equal(Create(2).ToDownload(File, Origin), Create(2, 1).ToDownload(File, Origin));

    [Fact]
    public void ReadAddress_AsItWasGivenOut_IsItsFile()
    {
        var address = AttachmentAnswer.From(File, Create(1), Origin).AttachmentUrl;

        Assert.Equal(File.Id, Create(2, 1).ReadAddress(File.TenantId, address));
        Assert.Null(Create(2, 1).ReadAddress(Ids.New(), address));
    }

    [Theory]
    [InlineData("https://chat.example/", "https://evil.example/")]
    [InlineData("https://chat.example/", "http://chat.example/")]
    [InlineData("https://chat.example/", "/")]
    [InlineData("https://chat.example/", "https://chat.example@evil.example/")]
    [InlineData("https://chat.example/", "https://evil.example/https://chat.example/")]
    [InlineData("https://", "javascript:alert(1)//https://")]
    [InlineData("/content?token=", "/content?x=1&token=")]
    [InlineData("/content?token=", "/content#?token=")]
    [InlineData("/v1/attachments/", "/v1/attachments/../attachments/")]
    public void ReadAddress_OneThatLeadsElsewhere_IsNone(string part, string other)
    {
        var address = AttachmentAnswer.From(File, Create(1), Origin).AttachmentUrl;

        Assert.Null(Create(1).ReadAddress(File.TenantId, address.Replace(part, other, StringComparison.Ordinal)));
        Assert.Null(Create(1).ReadAddress(File.TenantId, address + "&x=1"));
        Assert.Null(Create(1).ReadAddress(File.TenantId, address[..^1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1/attachments/")]
    [InlineData("https://chat.example/v1/attachments/")]
    [InlineData("https://chat.example/v1/attachments/01a2181b-20ce-76b8-b497-7f4a643db6aa")]
    [InlineData("https://chat.example/v1/attachments/01a2181b-20ce-76b8-b497-7f4a643db6aa/content?token=")]
    public void ReadAddress_APartOfOne_IsNone(string text) => Assert.Null(Create(1).ReadAddress(File.TenantId, text));

    [Fact]
    public void ReadAddress_Upload_IsNone() =>
        Assert.Null(Create(1).ReadAddress(File.TenantId, AttachmentAnswer.From(File, Create(1), Origin).UploadUrl!));

    private static AttachmentLinks Create(byte current, params byte[] previous) =>
        new(
            Options.Create(
                new IdentityOptions { SigningKey = Key(current), PreviousSigningKeys = [.. previous.Select(Key)] }
            )
        );

    private static string Key(byte seed) => Convert.ToBase64String(Enumerable.Repeat(seed, 32).ToArray());
}
