using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Egress;
using Chat.ServiceDefaults.OpenApi;
using Chat.Webhooks.Data;
using Chat.Webhooks.Deliveries;
using Chat.Webhooks.Dispatch;
using Chat.Webhooks.Events;
using Chat.Webhooks.Secrets;
using Chat.Webhooks.Subscriptions;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddOpenApi(static options => options.AddChoices());
builder.AddServiceDatabase<WebhooksDbContext>("webhooksdb", appRole: "chat_webhooks");
builder.AddEgress();
builder.AddSecrets();
builder.AddSubscriptions();
builder.AddDispatch();
builder.AddEvents();
builder.AddDeliveries();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapSubscriptions();
app.MapDeliveries();
await app.RunAsync();

internal sealed partial class Program;
