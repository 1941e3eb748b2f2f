using System.Collections.Concurrent;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Faults;

/// <summary>
/// Visitors who chat while something is killed. A visitor whose request fails tries the same message again, as a
/// client must; what was acknowledged on the way is remembered. Answers take a moment: without it, 8 visitors take
/// all of a small machine, and what was killed comes back late for want of it. A short one, so that commits are under way
/// as well as streams when something is killed.
/// </summary>
public sealed class ChatLoad(ChatSuite suite, int visitors) : IAsyncDisposable
{
    private static readonly TimeSpan s_perMessage = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentBag<VisitorRecord> _records = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _progress = new(0);
    private Task _running = Task.CompletedTask;

    /// <summary>What each visitor was promised.</summary>
    public IReadOnlyCollection<VisitorRecord> Records => _records;

    public void Start(CancellationToken cancellationToken)
    {
        suite.Upstream.AnswerWith(words: 12, pace: s_pace);
        _running = Task.WhenAll(Enumerable.Range(0, visitors).Select(i => VisitAsync(i, cancellationToken)));
    }

    /// <summary>Ends what a failed test left running: the tests behind it share the suite.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _end.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _end.Dispose();
        _progress.Dispose();
    }

    /// <summary>Waits until this many more answers have been completed.</summary>
    public async Task WaitForAnswersAsync(int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        for (var i = 0; i < count; i++)
        {
            await _progress.WaitAsync(limit.Token);
        }
    }

    /// <summary>Lets each visitor finish its message.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    private async Task VisitAsync(int visitor, CancellationToken cancellationToken)
    {
        for (var conversation = 0; !_stop.IsCancellationRequested; conversation++)
        {
            var record = new VisitorRecord();
            _records.Add(record);
            for (var turn = 0; turn < 3 && !_stop.IsCancellationRequested; turn++)
            {
                await AskUntilAnsweredAsync(
                    record,
                    $"visitor {visitor} conversation {conversation} turn {turn}",
                    cancellationToken
                );
                _progress.Release();
            }
        }
    }

    private async Task AskUntilAnsweredAsync(VisitorRecord record, string text, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        limit.CancelAfter(s_perMessage);
        var question = new ChatQuestion(text)
        {
            ClientMessageId = text.Replace(' ', '-'),
            OnDisconnect = "continue",
            Accepted = record.Note,
        };
        while (true)
        {
            try
            {
                var outcome = await suite.Client.AskAsync(
                    question with
                    {
                        ConversationId = record.ConversationId,
                        VisitorToken = record.VisitorToken,
                    },
                    limit.Token
                );
                record.Answered(text, outcome);
                return;
            }
            catch (OperationCanceledException exception)
                when (!cancellationToken.IsCancellationRequested && !_end.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"'{text}' in conversation {record.ConversationId} has no answer after {s_perMessage}. Its failures: "
                        + string.Join("; ", record.Failures),
                    exception
                );
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                record.Failures.Enqueue($"{text}: {exception.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
            }
        }
    }
}
