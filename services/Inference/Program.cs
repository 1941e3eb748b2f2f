using Chat.Inference.Data;
using Chat.Inference.Intake;
using Chat.Inference.Ledger;
using Chat.Inference.Passages;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Inference.Replies;
using Chat.Inference.Tools;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.OpenApi;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddOpenApi(static options => options.AddChoices());
builder.AddServiceDatabase<InferenceDbContext>("inferencedb", appRole: "chat_inference");
builder.AddProviders();
builder.AddPrompts();
builder.AddPassages();
builder.AddTools();
builder.AddLedger();
builder.AddReplies();
builder.AddIntake();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapLedger();
await app.RunAsync();
