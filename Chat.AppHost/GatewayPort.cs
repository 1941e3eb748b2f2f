using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Chat.AppHost;

/// <summary>The public port. It stands in links and in other people's settings, so it is not left to chance.</summary>
internal static class GatewayPort
{
    private const string Variable = "GATEWAY_PORT";
    private const int Default = 8080;

    /// <summary>Reads it. A wrong one ends the process with one line and exit code 1: nothing has been started yet.</summary>
    public static int Read(IConfiguration settings)
    {
        var text = settings[Variable];
        if (string.IsNullOrEmpty(text))
        {
            return Default;
        }
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65_536
        )
        {
            return port;
        }
        Console.Error.WriteLine(
            $"Chat did not start: {Variable} is '{text}'. Set it to a port of 1 to 65535, or leave it out for {Default}."
        );
        Environment.Exit(1);
        return 0;
    }
}
