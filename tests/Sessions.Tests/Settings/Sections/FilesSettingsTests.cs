using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Settings.Sections;

public sealed class FilesSettingsTests
{
    [Theory]
    [InlineData("image/png", true)]
    [InlineData("IMAGE/PNG", true)]
    [InlineData("Application/Pdf", true)]
    [InlineData("application/pdf2", false)]
    [InlineData("application/zip", false)]
    [InlineData("imagery/png", false)]
    [InlineData("text/image/", false)]
    public void Allows_MediaType_IsOneOfThoseListed(string mediaType, bool allowed) =>
        Assert.Equal(allowed, new FilesSettings { AllowedTypes = ["image/*", "application/pdf"] }.Allows(mediaType));

    [Fact]
    public void Allows_NoneListed_IsAny() =>
        Assert.True(new FilesSettings { AllowedTypes = [] }.Allows("application/zip"));

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("image/*", true)]
    [InlineData("application/vnd.oasis.opendocument.text", true)]
    [InlineData("application/a!#$&^_.+-b", true)]
    [InlineData("*/*", false)]
    [InlineData("*/png", false)]
    [InlineData("image/**", false)]
    [InlineData("image/p*", false)]
    [InlineData("image", false)]
    [InlineData("image/", false)]
    [InlineData("/png", false)]
    [InlineData("image/png;q=1", false)]
    [InlineData("image/png ", false)]
    [InlineData("image/png\n", false)]
    [InlineData("a/b/c", false)]
    [InlineData("-a/b", false)]
    public void Check_AllowedType_IsAMediaTypeOrAllOfAKind(string type, bool isFine) =>
        Assert.Equal(
            isFine ? [] : ["/allowedTypes/1 format"],
            new FilesSettings { AllowedTypes = ["a/b", type] }
                .Check()
                .Select(fault => $"{fault.Pointer} {fault.Code}")
        );
}
