using Aspire.Hosting.Processes;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Stops the application when the <c>dotnet run</c> that started it is gone.</summary>
/// <remarks>
/// A killed <c>dotnet run</c> leaves its program running. Any other parent may go as it likes: a shell that started us in
/// the background, for one.
/// </remarks>
internal sealed class DotnetRunWatch(Orchestrator orchestrator, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var parent = Libc.GetParentProcessId();
        if (!IsDotnetRun(CommandLine(parent)))
        {
            return;
        }
        using var timer = new PeriodicTimer(s_interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Libc.GetParentProcessId() != parent)
            {
                orchestrator.Hurry();
                lifetime.StopApplication();
                return;
            }
        }
    }

    /// <summary>Whether a command line is that of <c>dotnet run</c> or <c>dotnet watch</c>.</summary>
    internal static bool IsDotnetRun(IReadOnlyList<string> commandLine) =>
        commandLine.Count > 1
        && Path.GetFileNameWithoutExtension(commandLine[0]) == "dotnet"
        && commandLine.Skip(1).Any(argument => argument is "run" or "watch");

    private static string[] CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
