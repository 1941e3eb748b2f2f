using System.Diagnostics;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Faults;

/// <summary>kill -9 of each part under load: nothing acknowledged is lost, everything heals by itself.</summary>
public abstract class KillTests(ChatSuite suite)
{
    private static readonly TimeSpan s_healWithin = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Parts =>
        ["gateway", "sessions", "inference", "knowledge", "webhooks", "postgres", "redis", "messaging"];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Kill_UnderLoad_LosesNothingAcknowledged(string part)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var load = new ChatLoad(suite, visitors: 8);
        load.Start(cancellationToken);
        await load.WaitForAnswersAsync(16, TimeSpan.FromMinutes(2), cancellationToken);

        var killed = await Processes.KillAsync(suite, part, cancellationToken);
        await Processes.WaitForRestartAsync(suite, killed, cancellationToken);
        var healed = Stopwatch.StartNew();
        await load.WaitForAnswersAsync(16, s_healWithin, cancellationToken);
        TestContext.Current.SendDiagnosticMessage(
            $"{part}: 16 answers {healed.ElapsedMilliseconds} ms after it was back"
        );
        await load.StopAsync();

        await StoredConversations.AssertKeptAsync(suite, load, cancellationToken);
    }
}
