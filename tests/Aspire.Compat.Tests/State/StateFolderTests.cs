using Aspire.Hosting;
using Aspire.Hosting.State;

namespace Aspire.Compat.Tests.State;

public sealed class StateFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("state-").FullName;

    private string Folder => Path.Combine(_parent, "state");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Open_NewFolder_IsNotListableByOthers()
    {
        using var state = StateFolder.Open(Folder);

        var mode = File.GetUnixFileMode(Folder);
        Assert.False(mode.HasFlag(UnixFileMode.OtherRead));
        Assert.False(mode.HasFlag(UnixFileMode.GroupRead));
    }

    [Fact]
    public void Open_HeldByAnother_IsRefused()
    {
        using var first = StateFolder.Open(Folder);

        var refusal = Assert.Throws<DistributedApplicationException>(() => StateFolder.Open(Folder));

        Assert.Contains("in use by another AppHost", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterRelease_Works()
    {
        StateFolder.Open(Folder).Dispose();

        using var second = StateFolder.Open(Folder);

        Assert.Equal(Folder, second.Path);
    }

    [Fact]
    public void Open_Link_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(_parent, "elsewhere"));
        Directory.CreateSymbolicLink(Folder, Path.Combine(_parent, "elsewhere"));

        var refusal = Assert.Throws<DistributedApplicationException>(() => StateFolder.Open(Folder));

        Assert.Contains("is a link", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PathIsAFile_IsRefusedWithTheRemedy()
    {
        File.WriteAllText(Folder, "");

        var refusal = Assert.Throws<DistributedApplicationException>(() => StateFolder.Open(Folder));

        Assert.Contains("CHAT_STATE", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_SubFolder_BelongsToItsOwnerAlone()
    {
        using var state = StateFolder.Open(Folder);

        var folder = state.Prepare("data", account: null);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(folder)
        );
    }
}
