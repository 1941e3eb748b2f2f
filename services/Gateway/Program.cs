using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Cors;
using Chat.Gateway.Dialects.ChatCops;
using Chat.Gateway.Events;
using Chat.Gateway.Limits;
using Chat.Gateway.Live;
using Chat.Gateway.Locales;
using Chat.Gateway.OpenApi;
using Chat.Gateway.Proxy;
using Chat.Gateway.StaticWeb;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

// Callers show keys and visitor tokens here; internal identity is only issued. Nobody calls us by gRPC.
builder.AddServiceDefaults(static defaults => (defaults.ValidateIdentity, defaults.GrpcServer) = (false, false));
builder.AddAuth();
builder.AddLimits();
builder.AddLocales();
builder.AddLive();
builder.AddChat();
builder.AddEvents();
builder.AddSockets();
builder.AddProxy();
builder.AddChatCops();
builder.AddOpenApi();
builder.AddStaticWeb();

var app = builder.Build();
app.UseClientAddresses();
app.UseApiCors();
app.MapDefaultEndpoints();
app.MapChat();
app.MapLocales();
app.MapEvents();
app.MapSockets();
app.MapProxy();
app.MapChatCops();
app.MapOpenApiPages();
app.MapStaticWeb();
await app.RunAsync();
