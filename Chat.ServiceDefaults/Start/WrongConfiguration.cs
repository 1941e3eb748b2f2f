using Chat.ServiceDefaults.ChatFiles;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Start;

/// <summary>
/// Ends a service that is set up wrongly with the faults alone, each on a line, where the runtime would print a stack and
/// dump core.
/// </summary>
internal static class WrongConfiguration
{
    /// <summary>What <c>sysexits.h</c> calls a configuration error: starting again does not help, so nobody should.</summary>
    public const int ExitCode = 78;

    private static int isWatching;

    /// <summary>Waits for a start that fails. Once in a process.</summary>
    public static void Watch()
    {
        if (Interlocked.Exchange(ref isWatching, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, thrown) => End(thrown.ExceptionObject);
        }
    }

    /// <summary>What is to be set right; empty: the exception is another one.</summary>
    public static IReadOnlyList<string> FaultsOf(object thrown) =>
        thrown switch
        {
            OptionsValidationException wrong => [.. wrong.Failures.Distinct(StringComparer.Ordinal)],
            WrongChatFileException wrong => [wrong.Message],
            AggregateException several => [.. several.InnerExceptions.SelectMany(FaultsOf)],
            _ => [],
        };

    private static void End(object thrown)
    {
        if (FaultsOf(thrown) is { Count: > 0 } faults)
        {
            Console.Error.WriteLine(
                $"The configuration is wrong:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}"
            );
            Environment.Exit(ExitCode);
        }
    }
}
