using System.Diagnostics;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Faults;

/// <summary>
/// One of two instances stops answering without closing a connection: callers go on through the other one, and nothing
/// acknowledged is lost when it comes back.
/// </summary>
[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedHangTests(ReplicatedSuite suite)
{
    private static readonly TimeSpan s_otherWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_healWithin = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("gateway")]
    [InlineData("sessions")]
    public async Task Sigstop_OneOfTwo_CallersGoOnThroughTheOther(string part)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var load = new ChatLoad(suite, visitors: 8);
        load.Start(cancellationToken);
        await load.WaitForAnswersAsync(16, TimeSpan.FromMinutes(2), cancellationToken);

        var hung = await Processes.SuspendAsync(suite, part, cancellationToken);
        try
        {
            await Processes.WaitForUnhealthyAsync(suite, hung, cancellationToken);
            var seen = Stopwatch.StartNew();
            // More than those that were under way at the other one.
            await load.WaitForAnswersAsync(64, s_otherWithin, cancellationToken);
            TestContext.Current.SendDiagnosticMessage($"{part}: 64 answers after {seen.ElapsedMilliseconds} ms");
        }
        finally
        {
            await Processes.ResumeAsync(hung, CancellationToken.None);
        }

        await Processes.WaitForHealthyAsync(suite, hung, cancellationToken);
        await load.WaitForAnswersAsync(16, s_healWithin, cancellationToken);
        await load.StopAsync();
        await StoredConversations.AssertKeptAsync(suite, load, cancellationToken);
    }
}
