using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.OpenApi;
using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Redis;
using Chat.Sessions;
using Chat.Sessions.Data;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddOpenApi(static options => options.AddChoices());
builder.AddServiceDatabase<SessionsDbContext>("sessionsdb", appRole: "chat_sessions");
builder.AddServiceRedis("redis");
builder.AddOutboxRelay("sessionsdb", EventQueues.Inference, EventQueues.Sessions, EventQueues.Webhooks);
builder.AddFeatures();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapFeatures();
await app.RunAsync();
