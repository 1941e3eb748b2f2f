using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Chat.ServiceDefaults.ChatFiles;

public sealed class ChatFileFeatureTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("chat-file");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task AddChatFile_FileChanges_IsReadAnewUnlessItIsWrong()
    {
        Write("""{ "rateLimit": { "maxRequests": 5 } }""");
        var builder = Open();
        Assert.Equal("5", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(builder, """{ "rateLimit": { "maxRequests": 6 } }""");
        Assert.Equal("6", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(builder, """{ "rateLimit": { "maxRequests": 0 } }""");
        Assert.Equal("6", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(builder, """{ "rateLimit": { "maxRequests": 7 } }""");
        Assert.Equal("7", builder.Configuration["RateLimit:MaxRequests"]);
    }

    [Theory]
    [InlineData("Knowledge", "Open at nine.")]
    [InlineData("Sessions", null)]
    public void AddChatFile_Documents_AreHeldByKnowledgeAlone(string service, string? text)
    {
        Write(
            """
            {
              "analytics": false,
              "knowledge": [{ "type": "text", "title": "Hours", "text": "Open at nine." }]
            }
            """
        );

        var configuration = Open(service).Configuration;

        Assert.Equal(text, configuration["Knowledge:Tenants:default:Texts:0:Text"]);
        Assert.Equal("false", configuration["Tenants:Default:Analytics"], ignoreCase: true);
    }

    [Fact]
    public void AddChatFile_WrongFile_StopsTheStartWithAllFaults()
    {
        Write("""{ "rateLimit": { "maxRequests": 0 }, "analytics": 1 }""");

        var exception = Assert.Throws<InvalidDataException>(() => Open());

        Assert.Contains("rateLimit.maxRequests", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("analytics", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AddChatFile_MissingFile_StopsTheStart() => Assert.Throws<FileNotFoundException>(() => Open());

    private string File => Path.Combine(folder.FullName, "chat.json");

    private void Write(string json) => System.IO.File.WriteAllText(File, json);

    private WebApplicationBuilder Open(string? service = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = service });
        builder.Configuration["CHAT_CONFIG"] = File;
        ChatFileFeature.AddChatFile(builder);
        return builder;
    }

    private async Task ChangeAsync(WebApplicationBuilder builder, string json)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IConfigurationRoot root = builder.Configuration;
        using var listening = ChangeToken.OnChange(root.GetReloadToken, () => changed.TrySetResult());
        Write(json);
        await changed.Task.WithTimeout();
    }
}
