using System.Diagnostics;
using Chat.Testing.Time;

namespace Chat.IntegrationTests.Lifecycle;

/// <summary><c>run.sh</c> itself, with a build that does not end by itself in place of the real one.</summary>
[Trait("Level", "Integration")]
public sealed class RunScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("run-script-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RunScriptTests()
    {
        File.Copy(Path.Combine(Repository.Root, "run.sh"), Path.Combine(_folder, "run.sh"));
        Write("eng/prerequisites.sh", "need_sdk() { :; }; need_infra() { :; }; need_web() { :; }\n");
        Write("bin/dotnet", "#!/bin/sh\necho \"building $$\"\nsleep 300 & wait\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Stop_DuringTheBuildOfAStart_EndsIt()
    {
        using var start = Run("--detach");
        _ = await start.StandardOutput.ReadLineAsync(Token).AsTask().WithTimeout();
        var building = await start.StandardOutput.ReadLineAsync(Token).AsTask().WithTimeout();
        using var builder = Process.GetProcessById(int.Parse(building!.Split(' ')[1], null));

        var (code, said) = await RunToEndAsync("--stop");

        await start.WaitForExitAsync(Token).WithTimeout();
        await builder.WaitForExitAsync(Token).WithTimeout();
        Assert.Equal((0, "Stopped."), (code, said));
        Assert.Equal(1, start.ExitCode);
        Assert.Equal("It does not run.", (await RunToEndAsync("--stop")).Said);
    }

    [Fact]
    public async Task Detach_WhileAnotherStartBuilds_IsRefused()
    {
        using var start = Run("--detach");
        _ = await start.StandardOutput.ReadLineAsync(Token).AsTask().WithTimeout();
        _ = await start.StandardOutput.ReadLineAsync(Token).AsTask().WithTimeout();

        var (code, said) = await RunToEndAsync("--detach");
        await RunToEndAsync("--stop");

        Assert.Equal(1, code);
        Assert.StartsWith("It is being started already", said, StringComparison.Ordinal);
        await start.WaitForExitAsync(Token).WithTimeout();
    }

    [Fact]
    public async Task Detach_ItStarts_TellsOfEachResourceAndWelcomesLast()
    {
        const string Said = """
            0.1 s  redis          healthy

            Everything is healthy.

              Keys

              0.9 s  gateway        healthy
            """;
        await BuiltAsync($"echo $$ >id; echo '{Said}'; exec sleep 300");

        var (code, said) = await RunToEndAsync("--detach");

        using var started = Process.GetProcessById(
            int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "id"), Token), null)
        );
        started.Kill();
        Assert.Equal(0, code);
        Assert.Matches(
            @"^Building.*\n0\.1 s  redis .*\n +0\.9 s  gateway .*\n\nEverything is healthy\.\n\n  Keys\n\n  Logs .*\n.*--stop$",
            said
        );
    }

    [Fact]
    public async Task Detach_ItCannotStart_SaysWhyAsAnError()
    {
        await BuiltAsync("echo '  0.1 s  redis          healthy'; echo 'Chat did not start: a reason.'; exit 1");

        using var start = Run("--detach");

        Assert.Equal("Chat did not start: a reason.\n", await start.StandardError.ReadToEndAsync(Token).WithTimeout());
        await start.WaitForExitAsync(Token).WithTimeout();
        Assert.Equal(1, start.ExitCode);
    }

    [Fact]
    public async Task Run_InTheForeground_BecomesTheAppHost()
    {
        await BuiltAsync("echo \"I am $$\"");
        using var start = Run("");

        var said = await start.StandardOutput.ReadToEndAsync(Token).WithTimeout();

        Assert.Equal($"Building (Release)\nI am {start.Id}\n", said);
    }

    // A build that is done, and what it made: run by the .NET on the path, as that may be in none of its usual places.
    private Task BuiltAsync(string appHost) =>
        File.WriteAllTextAsync(
            Path.Combine(_folder, "bin/dotnet"),
            $"""
            #!/bin/sh
            if [ "$1" = build ]; then exit; fi
            if [ "$1" != artifacts/bin/Chat.AppHost/release/Chat.AppHost.dll ]; then exit 2; fi
            {appHost}

            """,
            Token
        );

    private async Task<(int Code, string Said)> RunToEndAsync(string option)
    {
        using var process = Run(option);
        var said = await process.StandardOutput.ReadToEndAsync(Token).WithTimeout();
        said += await process.StandardError.ReadToEndAsync(Token).WithTimeout();
        await process.WaitForExitAsync(Token).WithTimeout();
        return (process.ExitCode, said.Trim());
    }

    private Process Run(string option)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_folder, "run.sh"), option])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CHAT_STATE"] = Path.Combine(_folder, "state");
        start.Environment["PATH"] = Path.Combine(_folder, "bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        return Process.Start(start)!;
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // As executable as the script is.
        File.Copy(Path.Combine(Repository.Root, "run.sh"), path);
        File.WriteAllText(path, text);
    }
}
