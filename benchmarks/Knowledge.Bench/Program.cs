using System.Diagnostics;
using System.Globalization;
using Chat.Knowledge.Analysis;
using Chat.Knowledge.Bench;
using Chat.Knowledge.Corpora;

// usage: Knowledge.Bench [seconds per row]
// One thread; analysis of the question included.
var time = TimeSpan.FromSeconds(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3);
var analyser = new TextAnalyser();
var search = new CorpusSearch();
(string Name, string Text)[] questions =
[
    ("short", "reset password"),
    ("usual", "Hi there, I bought shoes last week and they don't fit, can I get my money back please?"),
    ("misspelt", "How do I resett my pasword and cancle my ordr?"),
    ("common", "baba ceba dice foba guba haba jeba kiba loba muba"),
    ("long", string.Join(' ', Enumerable.Range(0, 64).Select(number => $"bacedi{number} refund"))),
];

Console.WriteLine(
    "chunks   built s   said MB   real MB  question      us mean   p50 us   p99 us   bytes allocated   hits"
);
foreach (var chunks in (int[])[100, 1000, 50_000])
{
    var before = GC.GetTotalMemory(forceFullCollection: true);
    var began = Stopwatch.GetTimestamp();
    var index = new MadeCorpus().Build(analyser, chunks);
    var built = Stopwatch.GetElapsedTime(began);
    var real = GC.GetTotalMemory(forceFullCollection: true) - before;
    foreach (var (name, text) in questions)
    {
        Measure(index, text, TimeSpan.FromSeconds(1));
        Console.WriteLine(
            $"{chunks, 6} {built.TotalSeconds, 9:F2} {index.Bytes / 1e6, 9:F1} {real / 1e6, 9:F1}  {name, -10} "
                + Measure(index, text, time)
        );
    }
    GC.KeepAlive(index);
}

string Measure(CorpusIndex index, string question, TimeSpan duration)
{
    var times = new List<double>(1_000_000);
    var hits = 0;
    var started = Stopwatch.GetTimestamp();
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    while (Stopwatch.GetElapsedTime(started) < duration && times.Count < times.Capacity)
    {
        var began = Stopwatch.GetTimestamp();
        hits = search.Find(index, analyser.Analyse(question), 5, 0.3).Count;
        times.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
    }
    allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
    var mean = times.Average();
    times.Sort();
    return $"{mean, 10:F1} {times[times.Count / 2], 8:F1} {times[times.Count * 99 / 100], 8:F1} "
        + $"{allocated / times.Count, 17} {hits, 6}";
}
