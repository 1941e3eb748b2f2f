using Chat.Shape.Bench;

// The shape of the suite with nothing in it: what processes, hops and commits cost before anything is done in them. One
// role a process, the same calls as a chat makes (docs/architecture.md); no authentication, telemetry, bus or rules.
//
// usage: Shape.Bench ROLE PORT [TARGET...]
//   sessions PORT CONNECTION_STRING
//   knowledge PORT
//   inference PORT SESSIONS_URL KNOWLEDGE_URL UPSTREAM_URL
//   gateway PORT INFERENCE_URL SESSIONS_URL REDIS
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddGrpc();
Roles.Of(args[0]).Add(builder, int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), args[2..]);
var app = builder.Build();
Roles.Of(args[0]).Map(app);
app.Run();
