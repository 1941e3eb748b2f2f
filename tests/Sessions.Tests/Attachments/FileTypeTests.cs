using System.Text;
using Chat.Sessions.Attachments;

namespace Chat.Sessions.Tests.Attachments;

public sealed class FileTypeTests
{
    [Theory]
    [InlineData("image/png", "89504E470D0A1A0A0000", true)]
    [InlineData("image/png", "FFD8FFE000104A464946", false)]
    [InlineData("image/jpeg", "FFD8FFE000104A464946", true)]
    [InlineData("image/gif", "474946383961", true)]
    [InlineData("image/gif", "4749463839", false)]
    [InlineData("image/webp", "524946460000000057454250", true)]
    [InlineData("image/webp", "524946460000000057415645", false)]
    [InlineData("application/pdf", "255044462D312E37", true)]
    [InlineData("application/msword", "D0CF11E0A1B11AE1", true)]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "504B0304", true)]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "255044462D", false)]
    public void Fits_Signature_Decides(string contentType, string hex, bool fits) =>
        Assert.Equal(fits, FileType.Fits(contentType, Convert.FromHexString(hex)));

    [Theory]
    [InlineData("text/plain", "a < b and b > c", true)]
    [InlineData("text/csv", "name,age\nAda,36\n", true)]
    [InlineData("text/plain", "<script>alert(1)</script>", false)]
    [InlineData("text/plain", " \r\n\t<!DOCTYPE html>", false)]
    [InlineData("text/plain", "\uFEFF<html>", false)]
    [InlineData("text/plain", "<?xml version='1.0'?>", false)]
    [InlineData("text/plain", "a\0b", false)]
    [InlineData("application/octet-stream", "a\0b", true)]
    [InlineData("application/octet-stream", "<svg onload=alert(1)>", false)]
    public void Fits_NoSignature_TakesWhatIsNoPage(string contentType, string text, bool fits) =>
        Assert.Equal(fits, FileType.Fits(contentType, Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("application/xhtml+xml")]
    [InlineData("application/javascript")]
    [InlineData("text/ecmascript")]
    public void IsActive_CanRun_IsTrue(string contentType) => Assert.True(FileType.IsActive(contentType));

    [Fact]
    public void Fits_Nothing_FitsOnlyWhatHasNoSignature()
    {
        Assert.False(FileType.Fits("image/png", []));
        Assert.True(FileType.Fits("text/plain", []));
    }
}
