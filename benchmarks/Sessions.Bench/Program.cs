using System.Globalization;
using Chat.Sessions.Bench;

// usage: Sessions.Bench [database connection string] [redis connection string] [seconds] [scenario] [concurrency]
// Without a database one is started for the run; it then commits without fsync, which flatters the figures.
var seconds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
await using var service = await BenchService.StartAsync(args.ElementAtOrDefault(0), args.ElementAtOrDefault(1));
var load = new Load(service, TimeSpan.FromSeconds(seconds));
string[] scenarios = args.Length > 3 ? [args[3]] : ["post", "chat"];
int[] concurrencies = args.Length > 4 ? [int.Parse(args[4], CultureInfo.InvariantCulture)] : [1, 16, 64, 256];

// The runtime compiles hot methods anew while it runs; without this the first rows would measure the compiler.
foreach (var scenario in scenarios)
{
    await load.RunAsync(scenario, 64);
}

Console.WriteLine("scenario     C     per s    p50 ms    p99 ms   cpu us (this process, client included)");
foreach (var scenario in scenarios)
{
    foreach (var concurrency in concurrencies)
    {
        Console.WriteLine(await load.RunAsync(scenario, concurrency));
    }
}
