using System.ComponentModel;
using System.Diagnostics;

namespace Grpc.Interop.Tests.Scripts;

/// <summary>Starts the programs the suite is independent through; says what to install when one is missing.</summary>
internal static class Tool
{
    public static string Folder { get; } = AppContext.BaseDirectory;

    public static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"'{program}' cannot be started. The interop suite needs Node 20 with npm, and the Debian packages"
                    + " python3-grpcio and python3-grpc-tools.",
                missing
            );
        }
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        using var process = Start(program, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            // Also when the token fired: no script outlives its test.
            process.Kill(entireProcessTree: true);
        }
    }
}
