using Chat.Gateway;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Cors;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

// Callers show keys and tokens here; internal identity is only issued. Nobody calls us by gRPC.
builder.AddServiceDefaults(static defaults => (defaults.ValidateIdentity, defaults.GrpcServer) = (false, false));
builder.AddFeatures();

var app = builder.Build();
app.UseClientAddresses();
app.UseApiCors();
app.MapDefaultEndpoints();
app.MapFeatures();
await app.RunAsync();
