using System.Text.Json;

namespace Grpc.Interop.Tests.Scripts;

/// <summary>Runs a client script to its end and keeps what it said about each case.</summary>
internal static class ClientScript
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyDictionary<string, CaseResult>> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var (code, output, error) = await Tool.RunAsync(program, arguments, cancellationToken);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}: {error}");
        return output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => JsonSerializer.Deserialize<CaseResult>(line, Json)!)
            .ToDictionary(result => result.Case, StringComparer.Ordinal);
    }
}
