using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.ChatFiles;

public sealed class ChatFileFeatureTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("chat-file");

    public void Dispose() => folder.Delete(recursive: true);

    // Of another length each time: two writes may have one time.
    [Fact]
    public async Task AddChatFile_FileChanges_IsReadAnewUnlessItIsWrong()
    {
        Write("""{ "rateLimit": { "maxRequests": 5 } }""");
        var builder = Open();
        Assert.Equal("5", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(builder, """{ "rateLimit": { "maxRequests": 60 } }""");
        Assert.Equal("60", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(builder, """{ "rateLimit": { "maxRequests": 0 } }""");
        Assert.Equal("60", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(builder, """{ "rateLimit": { "maxRequests": 700 } }""");
        Assert.Equal("700", builder.Configuration["RateLimit:MaxRequests"]);
    }

    [Fact]
    public async Task AddChatFile_FileIsGoneForAWhile_KeepsWhatIsInForce()
    {
        Write("""{ "rateLimit": { "maxRequests": 5 } }""");
        var builder = Open();

        await ChangeAsync(builder, () => System.IO.File.Delete(File));
        Assert.Equal("5", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(builder, """{ "rateLimit": { "maxRequests": 6 } }""");
        Assert.Equal("6", builder.Configuration["RateLimit:MaxRequests"]);
    }

    // As Kubernetes changes a mounted ConfigMap: the file is a link through a folder that becomes another one.
    [Fact]
    public async Task AddChatFile_FolderBehindItsLinkIsExchanged_IsReadAnew()
    {
        foreach (var (name, most) in new[] { ("one", 5), ("two", 60) })
        {
            folder.CreateSubdirectory(name);
            System.IO.File.WriteAllText(
                Path.Combine(folder.FullName, name, "chat.json"),
                $$"""{ "rateLimit": { "maxRequests": {{most}} } }"""
            );
        }
        var data = Path.Combine(folder.FullName, "..data");
        Directory.CreateSymbolicLink(data, "one");
        System.IO.File.CreateSymbolicLink(File, Path.Combine("..data", "chat.json"));
        var builder = Open();
        Assert.Equal("5", builder.Configuration["RateLimit:MaxRequests"]);

        await ChangeAsync(
            builder,
            () =>
            {
                Directory.Delete(data);
                Directory.CreateSymbolicLink(data, "two");
            }
        );

        Assert.Equal("60", builder.Configuration["RateLimit:MaxRequests"]);
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

        var exception = Assert.Throws<WrongChatFileException>(() => Open());

        Assert.Contains("rateLimit.maxRequests", exception.Message, StringComparison.Ordinal);
        Assert.Contains("analytics", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddChatFile_MissingFile_StopsTheStart() =>
        Assert.Contains(File, Assert.Throws<WrongChatFileException>(() => Open()).Message, StringComparison.Ordinal);

    private string File => Path.Combine(folder.FullName, "chat.json");

    private void Write(string json) => System.IO.File.WriteAllText(File, json);

    private WebApplicationBuilder Open(string? service = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = service });
        builder.Configuration["CHAT_CONFIG"] = File;
        ChatFileFeature.AddChatFile(builder);
        return builder;
    }

    private Task ChangeAsync(WebApplicationBuilder builder, string json) => ChangeAsync(builder, () => Write(json));

    // As ChatFileWatch does; until it was taken.
    private static async Task ChangeAsync(WebApplicationBuilder builder, Action change)
    {
        change();
        var provider = ((IConfigurationRoot)builder.Configuration).Providers.OfType<ChatFileProvider>().Single();
        await Eventually.TrueAsync(provider.LookAgain, TestContext.Current.CancellationToken);
    }
}
