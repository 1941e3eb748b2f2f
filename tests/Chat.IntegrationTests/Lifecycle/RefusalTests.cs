using Aspire.Hosting.Testing;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Lifecycle;

/// <summary>A real run that is given a connection string which does not work.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class RefusalTests(SingleSuite suite)
{
    [Theory]
    [InlineData("sessionsdb", "password authentication failed")]
    [InlineData("messaging", "refused")]
    [InlineData("redis", "WRONGPASS")]
    public async Task Start_WrongPassword_SaysSoOnceWithExitCode1AndStartsNothing(string resource, string words)
    {
        var right = await suite.App.GetConnectionStringAsync(resource, TestContext.Current.CancellationToken);
        await using var run = new AppHostRun(($"ConnectionStrings__{resource}", Wrong(right!)));

        await run.ExitedAsync();

        Assert.Equal(1, run.ExitCode);
        var said = Assert.Single(run.Lines, line => line.Contains("did not start", StringComparison.Ordinal));
        Assert.Contains($"ConnectionStrings:{resource} does not work", said, StringComparison.Ordinal);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", string.Join('\n', run.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
        Assert.Empty(run.Told("starting"));
        Assert.Empty(run.Children());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public async Task Start_PortThatIsNone_SaysSoInOneLineWithExitCode1AndStartsNothing(string port)
    {
        await using var run = new AppHostRun(("GATEWAY_PORT", port));

        await run.ExitedAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"Chat did not start: GATEWAY_PORT is '{port}'. Set it to a port of 1 to 65535, or leave it out for 8080.",
            Assert.Single(run.Lines)
        );
        Assert.Empty(run.Children());
    }

    [Fact]
    public async Task Start_ChatFileThatIsNotThere_SaysSoInOneLineWithExitCode1AndStartsNothing()
    {
        var missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var run = new AppHostRun(("CHAT_CONFIG", missing));

        await run.ExitedAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"Chat did not start: there is no file {missing}, which CHAT_CONFIG names. "
                + "Correct the variable, or leave it out.",
            Assert.Single(run.Lines)
        );
        Assert.Empty(run.Children());
    }

    [Theory]
    [InlineData("{", "The file is no JSON (line 1).")]
    [InlineData("""{ "rateLimits": {} }""", "rateLimits: there is no such option.")]
    [InlineData(
        """{ "analytics": 1, "systemPrompt": "${CHAT_NOT_SET}" }""",
        "analytics: must be true or false.",
        "systemPrompt: the environment variable CHAT_NOT_SET is not set."
    )]
    public async Task Start_WrongChatFile_SaysAllFaultsWithExitCode1AndStartsNothing(
        string json,
        params string[] faults
    )
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        await using var run = new AppHostRun(("CHAT_CONFIG", file));

        await run.ExitedAsync();
        File.Delete(file);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            $"Chat did not start: {file}, which CHAT_CONFIG names, has ",
            run.Lines[0],
            StringComparison.Ordinal
        );
        Assert.All(faults, fault => Assert.Contains(run.Lines, line => line.Contains(fault, StringComparison.Ordinal)));
        Assert.Empty(run.Told("starting"));
        Assert.Empty(run.Children());
    }

    private static string Wrong(string connection)
    {
        if (Uri.TryCreate(connection, UriKind.Absolute, out var uri) && uri.Scheme == "amqp")
        {
            return new UriBuilder(uri) { Password = "wrong-password" }.Uri.ToString();
        }

        var separator = connection.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        return string.Join(
            separator,
            connection
                .Split(separator)
                .Select(part =>
                    part.StartsWith("password=", StringComparison.OrdinalIgnoreCase) ? "Password=wrong-password" : part
                )
        );
    }
}
