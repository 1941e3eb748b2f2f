using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>What is said of a file before its bytes come, and whose it is.</summary>
public sealed class AttachmentValidatorTests
{
    private static readonly FilesSettings Any = new()
    {
        Enabled = true,
        AllowedTypes = [],
        MaxFileBytes = 2_000,
    };

    private static readonly AttachmentBody Picture = new()
    {
        FileName = "a.png",
        ContentType = "image/png",
        FileSize = 1,
    };

    [Fact]
    public void Validate_FileSharingIsOff_IsSaidAlone() =>
        Assert.IsType<FileSharingDisabled>(
            AttachmentValidator.Validate(new AttachmentBody(), Any with { Enabled = false })
        );

    [Fact]
    public void Validate_NothingSaid_NamesAllAtOnce() =>
        Assert.Equal(["/fileName length", "/contentType format", "/fileSize range"], Faults(new AttachmentBody()));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Validate_FileName_IsWithinItsBounds(int length, bool isFine) =>
        Assert.Equal(isFine ? [] : ["/fileName length"], Faults(Picture with { FileName = new string('x', length) }));

    [Theory]
    [InlineData("Angebot für Ada (1).pdf", true)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\r\nb", false)]
    [InlineData("a\u0085b", false)]
    public void Validate_FileName_IsNoPath(string name, bool isFine) =>
        Assert.Equal(isFine ? [] : ["/fileName characters"], Faults(Picture with { FileName = name }));

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("Image/PNG", true)]
    [InlineData("application/vnd.ms-excel", true)]
    [InlineData("image/*", false)]
    [InlineData("image", false)]
    [InlineData("image/png; q=1", false)]
    [InlineData("image/png\n", false)]
    [InlineData("", false)]
    public void Validate_ContentType_IsAMediaType(string type, bool isFine) =>
        Assert.Equal(isFine ? [] : ["/contentType format"], Faults(Picture with { ContentType = type }));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Validate_PartOfAContentType_IsWithinItsBound(int length, bool isFine)
    {
        var part = new string('x', length);

        Assert.Equal(isFine ? [] : ["/contentType format"], Faults(Picture with { ContentType = part + "/a" }));
        Assert.Equal(isFine ? [] : ["/contentType format"], Faults(Picture with { ContentType = "a/" + part }));
    }

    [Theory]
    [InlineData(long.MinValue, false)]
    [InlineData(0L, false)]
    [InlineData(1L, true)]
    [InlineData(2_000L, true)]
    public void Validate_FileSize_IsAtLeastOne(long size, bool isFine) =>
        Assert.Equal(isFine ? [] : ["/fileSize range"], Faults(Picture with { FileSize = size }));

    [Theory]
    [InlineData(2_001L)]
    [InlineData(long.MaxValue)]
    public void Validate_FileLargerThanTheSettings_SaysHowLargeItMayBe(long size) =>
        Assert.Equal(new FileTooLarge(2_000), AttachmentValidator.Validate(Picture with { FileSize = size }, Any));

    [Theory]
    [InlineData("text/html")]
    [InlineData("TEXT/HTML")]
    [InlineData("Image/SVG+XML")]
    [InlineData("application/x-msdownload")]
    public void Validate_TypeThatRuns_IsNeverAllowed(string type) =>
        Assert.IsType<FileTypeNotAllowed>(AttachmentValidator.Validate(Picture with { ContentType = type }, Any));

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("IMAGE/gif", true)]
    [InlineData("text/plain", false)]
    public void Validate_TypeOfTheSettings_IsAllowedAloneInAnyCase(string type, bool isFine) =>
        Assert.Equal(
            isFine,
            AttachmentValidator.Validate(Picture with { ContentType = type }, Any with { AllowedTypes = ["image/*"] })
                is null
        );

    [Theory]
    [InlineData(PrincipalKind.Visitor, AuthorKind.Visitor)]
    [InlineData(PrincipalKind.User, AuthorKind.User)]
    [InlineData(PrincipalKind.Agent, AuthorKind.Agent)]
    [InlineData(PrincipalKind.SecretKey, AuthorKind.System)]
    [InlineData(PrincipalKind.Service, AuthorKind.System)]
    internal void Of_Principal_IsWhoSendsTheFile(PrincipalKind kind, AuthorKind owner) =>
        Assert.Equal(new AttachmentOwner(owner, "s"), AttachmentOwner.Of(Principal(kind)));

    [Fact]
    public void Of_PublishableKeyAlone_IsNobody() =>
        Assert.Null(AttachmentOwner.Of(Principal(PrincipalKind.PublishableKey)));

    private static IEnumerable<string> Faults(AttachmentBody body) =>
        (AttachmentValidator.Validate(body, Any) as Invalid)?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}")
        ?? [];

    private static Principal Principal(PrincipalKind kind) =>
        new()
        {
            TenantId = Ids.New(),
            Subject = "s",
            Kind = kind,
        };
}
