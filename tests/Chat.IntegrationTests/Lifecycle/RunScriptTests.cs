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
        File.Copy(Path.Combine(Root(), "run.sh"), Path.Combine(_folder, "run.sh"));
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
        File.Copy(Path.Combine(Root(), "run.sh"), path);
        File.WriteAllText(path, text);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Chat.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
