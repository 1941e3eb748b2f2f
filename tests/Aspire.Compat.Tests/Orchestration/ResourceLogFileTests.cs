using Aspire.Hosting.Orchestration;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class ResourceLogFileTests : IDisposable
{
    private const string Id = "web-0";
    private const int Line = 1024 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("resource-log");

    private string FilePath => Path.Combine(_folder.FullName, Id + ".log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Append_FullDiskThatHasRoomAgain_KeepsWhatComesThen()
    {
        // What is written there fails as on a full disk.
        File.CreateSymbolicLink(FilePath, "/dev/full");
        using var log = new ResourceLogFile(_folder.FullName, Id);
        log.Append("lost");

        File.Delete(FilePath);
        log.Append("kept");

        Assert.Equal(["kept"], File.ReadAllLines(FilePath));
    }

    // To whoever is not root a file of somebody else's is as closed as a folder is to all.
    [Fact]
    public void Append_FileThatMayNotBeOpenedForAWhile_KeepsWhatComesThen()
    {
        File.CreateSymbolicLink(FilePath, "/dev/full");
        using var log = new ResourceLogFile(_folder.FullName, Id);
        log.Append("lost");
        File.Delete(FilePath);
        Directory.CreateDirectory(FilePath);
        log.Append("lost, too");

        Directory.Delete(FilePath);
        log.Append("kept");

        Assert.Equal(["kept"], File.ReadAllLines(FilePath));
    }

    [Fact]
    public void Append_FileThatHasGrown_BeginsAnewAndKeepsTheOneBefore()
    {
        using var log = new ResourceLogFile(_folder.FullName, Id);
        var line = new string('x', Line);
        for (var i = 0; i < 10; i++)
        {
            log.Append(line);
        }

        log.Append("the first of the next");

        Assert.Equal(["the first of the next"], File.ReadAllLines(FilePath));
        Assert.Equal(10 * (Line + 1), new FileInfo(FilePath + ".1").Length);
    }

    [Fact]
    public void Append_StartedAgain_GoesOnBehindWhatIsThere()
    {
        using (var first = new ResourceLogFile(_folder.FullName, Id))
        {
            first.Append("one");
        }

        using (var second = new ResourceLogFile(_folder.FullName, Id))
        {
            second.Append("two");
        }

        Assert.Equal(["one", "two"], File.ReadAllLines(FilePath));
    }

    [Fact]
    public void Append_Disposed_IsIgnored()
    {
        var log = new ResourceLogFile(_folder.FullName, Id);
        log.Dispose();

        log.Append("too late");

        Assert.Empty(File.ReadAllLines(FilePath));
    }

    [Fact]
    public void File_New_IsItsOwnersAlone()
    {
        using var log = new ResourceLogFile(_folder.FullName, Id);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }
}
