using System.Diagnostics;
using System.Text.Json;
using Chat.Webhooks.Tests.Events;
using Google.Protobuf;

namespace Chat.Webhooks.Tests.Docs;

/// <summary>The code of docs/webhooks.md that receivers copy, each language against real deliveries.</summary>
[Trait("Level", "Component")]
public sealed class VerificationCodeTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string TextSecret = "an-old-chatcops-secret";

    // Reads {secret, headers, body} and prints two answers: for the request, and for one with a changed body. The third is
    // the original's own way, which our bytes must survive: parse, drop the member, stringify, compare.
    private const string NodeHarness = """

        const { secret, headers, body, format } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
        const verify = format === "chatcops" ? verifyChatCops : verifyStandard;
        const raw = Buffer.from(body, "base64");
        const answers = [verify(secret, headers, raw), verify(secret, headers, Buffer.concat([raw, Buffer.from(" ")]))];
        if (format === "chatcops") {
          const { signature, ...rest } = JSON.parse(raw);
          answers.push(createHmac("sha256", secret).update(JSON.stringify(rest)).digest("hex") === headers["x-chatcops-signature"]);
        }
        console.log(answers.join(" "));
        """;

    private const string PythonHarness = """

        import json, sys
        given = json.load(sys.stdin)
        verify = verify_chatcops if given["format"] == "chatcops" else verify_standard
        raw = base64.b64decode(given["body"])
        answers = [verify(given["secret"], given["headers"], body) for body in (raw, raw + b" ")]
        print(" ".join(str(answer).lower() for answer in answers))
        """;

    private static readonly string s_paper = File.ReadAllText(Find("docs/webhooks.md"));

    [Fact]
    public async Task Verify_Standard_AcceptsOursAndRefusesChanges()
    {
        var request = await DeliverAsync(
            "standard",
            WebhooksHost.Secret,
            MessagePostedBuilder.Build("Grüße \"😀\"\u2028")
        );

        Assert.Equal("true false", await RunAsync("node", Block("js") + NodeHarness, request, "standard"));
        Assert.Equal("true false", await RunAsync("python3", Block("python") + PythonHarness, request, "standard"));
        Assert.True(ReceiverCode.VerifyStandard(WebhooksHost.Secret, request.Headers, request.Body));
        Assert.False(ReceiverCode.VerifyStandard(WebhooksHost.Secret, request.Headers, [.. request.Body, 32]));
    }

    [Fact]
    public async Task Verify_ChatCops_AcceptsOursAndRefusesChanges()
    {
        var request = await DeliverAsync(
            "chatcops",
            TextSecret,
            MessagePostedBuilder.Build("Grüße \"😀\"\u2028\u0001")
        );

        Assert.Equal("true false true", await RunAsync("node", Block("js") + NodeHarness, request, "chatcops"));
        Assert.Equal("true false", await RunAsync("python3", Block("python") + PythonHarness, request, "chatcops"));
        Assert.True(ReceiverCode.VerifyChatCops(TextSecret, request.Headers, request.Body));
        Assert.False(ReceiverCode.VerifyChatCops(TextSecret, request.Headers, [.. request.Body, 32]));
    }

    [Fact]
    public void Paper_CSharp_IsTheCodeThatIsTried() =>
        Assert.Contains(
            string.Concat(Block("csharp").Split('\n').Select(line => line.Trim())),
            string.Concat(
                File.ReadAllText(Find("tests/Webhooks.Tests/Docs/ReceiverCode.cs"))
                    .Split('\n')
                    .Select(line => line.Trim())
            ),
            StringComparison.Ordinal
        );

    private async Task<ReceivedRequest> DeliverAsync(string format, string secret, IMessage message)
    {
        await using var host = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [
                new TestSubscription(Receiver.Url)
                {
                    Format = format,
                    Secret = secret,
                    Event = "*",
                },
            ]
        );
        await host.PublishAsync(message);
        return await Receiver.ReceiveAsync();
    }

    private static async Task<string> RunAsync(string program, string script, ReceivedRequest request, string format)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, [program == "node" ? "-e" : "-c", script])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var input = JsonSerializer.Serialize(
            new
            {
                secret = format == "chatcops" ? TextSecret : WebhooksHost.Secret,
                headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value),
                body = Convert.ToBase64String(request.Body),
                format,
            }
        );
        await process.StandardInput.WriteAsync(input.AsMemory(), TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output.Trim();
    }

    private static string Block(string language)
    {
        var start = s_paper.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return s_paper[start..s_paper.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chat.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Chat.sln is not above the tests.");
        }

        return Path.Combine(folder.FullName, path);
    }
}
