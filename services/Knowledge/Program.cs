using Chat.Knowledge.Corpora;
using Chat.Knowledge.Data;
using Chat.Knowledge.Documents;
using Chat.Knowledge.Retrieval;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.OpenApi;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddOpenApi(static options => options.AddChoices());
builder.AddServiceDatabase<KnowledgeDbContext>("knowledgedb", appRole: "chat_knowledge");
builder.AddCorpora();
builder.AddDocuments();
builder.AddRetrieval();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapRetrieval();
await app.RunAsync();
