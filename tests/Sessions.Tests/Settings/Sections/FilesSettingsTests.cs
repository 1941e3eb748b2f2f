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
}
