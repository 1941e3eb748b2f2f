using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.Conversations;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.Attachments;

public sealed class AttachmentLinksTests
{
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

        Assert.Equal(File.TenantId, links.ReadDownload(File.Id, Create(1).ToDownload(File)));
        Assert.Equal((File.TenantId, File.UploadUntil), links.ReadUpload(File.Id, Create(1).ToUpload(File)));
        Assert.Null(Create(2).ReadDownload(File.Id, Create(1).ToDownload(File)));
    }

    [Fact]
    public void Read_LinkForAnotherPurposeOrFile_IsNone()
    {
        var links = Create(2, 1);

        Assert.Null(links.ReadUpload(File.Id, Create(1).ToDownload(File)));
        Assert.Null(links.ReadDownload(Ids.New(), Create(1).ToDownload(File)));
    }

    [Fact]
    public void To_WithAPreviousKey_SignsWithTheCurrentOne() =>
        Assert.Equal(Create(2).ToDownload(File), Create(2, 1).ToDownload(File));

    private static AttachmentLinks Create(byte current, params byte[] previous) =>
        new(
            Options.Create(
                new IdentityOptions { SigningKey = Key(current), PreviousSigningKeys = [.. previous.Select(Key)] }
            )
        );

    private static string Key(byte seed) => Convert.ToBase64String(Enumerable.Repeat(seed, 32).ToArray());
}
