using System.Collections.Concurrent;
using System.Diagnostics;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Sessions.Bench;

/// <summary>Closed-loop load: so many callers, each beginning anew when its call is done.</summary>
internal sealed class Load(BenchService service, TimeSpan duration)
{
    private const int RepliesTokens = 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly Author Ai = new() { Kind = AuthorKind.Ai, Id = "assistant" };
    private static readonly string Reply = string.Concat(Enumerable.Repeat("token ", RepliesTokens));
    private readonly Guid tenantId = Ids.New();

    public async Task<string> RunAsync(string scenario, int concurrency)
    {
        Func<Task> once = scenario == "post" ? PostAsync : ChatAsync;
        await CallAsync(once, concurrency, WarmUp);
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var latencies = await CallAsync(once, concurrency, duration);
        var elapsed = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        var used = process.TotalProcessorTime - cpu;

        Array.Sort(latencies);
        return $"{scenario, -8} {concurrency, 5} {latencies.Length / elapsed.TotalSeconds, 9:F0} "
            + $"{At(latencies, 0.50), 9:F2} {At(latencies, 0.99), 9:F2} "
            + $"{used.TotalMicroseconds / Math.Max(1, latencies.Length), 8:F0}";
    }

    private static double At(double[] sorted, double part) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];

    private static async Task<double[]> CallAsync(Func<Task> once, int concurrency, TimeSpan time)
    {
        var latencies = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(RunAsync)));
        return [.. latencies];

        async Task RunAsync()
        {
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                var began = Stopwatch.GetTimestamp();
                await once();
                latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
    }

    private async Task PostAsync()
    {
        var (author, options) = Visitor();
        await service.Conversations.PostMessageAsync(
            new PostMessageRequest { Author = author, Text = "What are your opening hours?" },
            options
        );
    }

    private async Task ChatAsync()
    {
        var (author, options) = Visitor();
        var posted = await service.Conversations.PostMessageAsync(
            new PostMessageRequest
            {
                Author = author,
                Text = "What are your opening hours?",
                Lease = new LeaseRequest { ReplyId = Ids.NewText() },
                HistoryLimit = 50,
            },
            options
        );
        using var speak = service.Conversations.Speak(options);
        await speak.RequestStream.WriteAsync(
            new SpeakRequest
            {
                Begin = new SpeakBegin
                {
                    ConversationId = posted.Conversation.Id,
                    ReplyId = posted.Lease.ReplyId,
                    InReplyTo = posted.Message.Id,
                    Fence = posted.Lease.Fence,
                    Speaker = Ai,
                },
                Commit = new SpeakCommit
                {
                    Text = Reply,
                    State = MessageState.Complete,
                    Usage = new Usage
                    {
                        Provider = "bench",
                        Model = "bench",
                        InputTokens = 10,
                        OutputTokens = RepliesTokens,
                    },
                },
            }
        );
        await speak.RequestStream.CompleteAsync();
        while (await speak.ResponseStream.MoveNext(CancellationToken.None))
        {
            // The committed message is the last one.
        }
    }

    // Each chat is another visitor's, as on a public page: tokens are checked, not remembered.
    private (Author Author, CallOptions Options) Visitor()
    {
        var principal = new Principal
        {
            TenantId = tenantId,
            Subject = Ids.NewText(),
            Kind = PrincipalKind.Visitor,
        }.WithScopes("speak");
        var headers = new Metadata { { "authorization", "Bearer " + service.Tokens.Issue(principal) } };
        return (new Author { Kind = AuthorKind.Visitor, Id = principal.Subject }, new CallOptions(headers));
    }
}
