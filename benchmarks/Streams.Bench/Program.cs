using System.Diagnostics;
using System.Globalization;
using Chat.Streams.Bench;

// Opens many streams of POST /chat at once and looks at each frame: is one lost, out of order or late?
//
// usage: Streams.Bench [URL=http://localhost:8080/chat] [STREAMS=512] [TOKENS=64] [GAP_MS=20] [STALL_MS=200]
// The upstream must answer TOKENS words word0, word1, ... with GAP_MS between them. Prints one JSON line; the exit code
// is 1 if a frame was lost or late.
var url = new Uri(args.ElementAtOrDefault(0) ?? "http://localhost:8080/chat");
var streams = Number(1, 512);
var plan = new StreamPlan(Number(2, 64), Number(3, 20), Number(4, 200));

using var http = new HttpClient(
    new SocketsHttpHandler { MaxConnectionsPerServer = streams, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }
)
{
    Timeout = Timeout.InfiniteTimeSpan,
};

// A stream that hangs must not hang the run.
using var limit = new CancellationTokenSource(plan.Longest);
var began = Stopwatch.GetTimestamp();
var outcomes = await Task.WhenAll(
    Enumerable.Range(0, streams).Select(_ => new WatchedStream(http, url, plan).RunAsync(limit.Token))
);
var summary = new StreamSummary(outcomes, plan, Stopwatch.GetElapsedTime(began));
Console.WriteLine(summary.ToJson());
return summary.IsClean ? 0 : 1;

int Number(int place, int otherwise) =>
    args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
