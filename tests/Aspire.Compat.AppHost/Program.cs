// A small AppHost for the tests that kill one: a server of each kind of stop signal, and a program that ignores its own.
var builder = DistributedApplication.CreateBuilder(args);
var redis = builder.AddRedis("redis");
var postgres = builder.AddPostgres("postgres").WithDataVolume();
builder.AddExecutable("sleeper", "sleep", "/", "600").WaitFor(redis).WaitFor(postgres);
builder.AddExecutable("stubborn", "sh", "/", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done");
await builder.Build().RunAsync();
