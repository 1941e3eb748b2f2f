using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.Gateway.Cors;
using Chat.Gateway.Dialects.ChatCops;
using Chat.Gateway.Limits;
using Chat.Gateway.Live;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(static defaults =>
{
    // Callers show keys and visitor tokens here; internal identity is only issued. Nobody calls us by gRPC.
    defaults.ValidateIdentity = false;
    defaults.GrpcServer = false;
});
builder.AddAuth();
builder.AddLimits();
builder.AddLive();
builder.AddChat();
builder.AddChatCops();

var app = builder.Build();
app.UseApiCors();
app.MapDefaultEndpoints();
app.MapChat();
app.MapChatCops();
await app.RunAsync();
