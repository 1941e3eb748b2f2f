using System.Diagnostics;
using Chat.Testing.Time;

namespace Chat.IntegrationTests.Lifecycle;

/// <summary>Which browser <c>test.sh</c> lets the browser tests launch, on machines with nothing but these programs.</summary>
[Trait("Level", "Integration")]
public sealed class BrowserPrerequisiteTests : IDisposable
{
    private const string Works = "#!/bin/sh\n";
    private const string Fails = "#!/bin/sh\nexit 1\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("prerequisites-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public BrowserPrerequisiteTests()
    {
        Write("id", "#!/bin/sh\necho 0\n");
        Write("apt-get", Works);
        Write("apt-cache", "#!/bin/sh\necho '  Candidate: (none)'\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("chromium")]
    [InlineData("google-chrome")]
    public async Task NeedBrowser_OneIsThere_NamesIt(string name)
    {
        Write(name, Works);

        Assert.Equal((0, Path.Combine(_folder, name)), await NeedBrowserAsync());
    }

    [Fact]
    public async Task NeedBrowser_StubOfASnap_TakesAnother()
    {
        Write("chromium-browser", Fails);
        Write("google-chrome", Works);

        Assert.Equal((0, Path.Combine(_folder, "google-chrome")), await NeedBrowserAsync());
    }

    [Fact]
    public async Task NeedBrowser_AlreadyNamed_KeepsIt()
    {
        Write("chromium", Works);
        Write("mine", Works);

        Assert.Equal((0, Path.Combine(_folder, "mine")), await NeedBrowserAsync(Path.Combine(_folder, "mine")));
    }

    [Fact]
    public async Task NeedBrowser_NoneAndNoPackage_SaysWhatToInstall()
    {
        Write("chromium-browser", Fails);

        var (code, said) = await NeedBrowserAsync();

        Assert.Equal(1, code);
        Assert.Contains("Install Google Chrome", said, StringComparison.Ordinal);
        Assert.Contains("set CHROMIUM", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> NeedBrowserAsync(string? chromium = null)
    {
        const string Script = """. "$0" && need_browser && /usr/bin/printenv CHROMIUM""";
        var start = new ProcessStartInfo(
            "/bin/bash",
            ["-c", Script, Path.Combine(Repository.Root, "eng/prerequisites.sh")]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _folder;
        start.Environment.Remove("CHROMIUM");
        if (chromium is not null)
        {
            start.Environment["CHROMIUM"] = chromium;
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(Token).WithTimeout();
        said += await process.StandardError.ReadToEndAsync(Token).WithTimeout();
        await process.WaitForExitAsync(Token).WithTimeout();
        return (process.ExitCode, said.Trim());
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        // As executable as the script is.
        File.Copy(Path.Combine(Repository.Root, "run.sh"), path);
        File.WriteAllText(path, text);
    }
}
