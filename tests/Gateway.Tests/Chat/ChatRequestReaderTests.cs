using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Gateway.Chat;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.Chat;

public sealed class ChatRequestReaderTests
{
    private const string Id = "0190b000-0000-7000-8000-00000000000a";

    [Fact]
    public void Read_MessageAlone_HasTheDefaults()
    {
        var request = Read("""{"message":"Hi"}""").Value;

        Assert.Equal(("Hi", false, true), (request.Message, request.Regenerate, request.Stream));
        Assert.Null(request.ConversationId);
        Assert.Null(request.ClientMessageId);
        Assert.Null(request.Locale);
        Assert.Null(request.Page);
        Assert.Null(request.OnDisconnect);
        Assert.Null(request.VisitorId);
        Assert.Empty(request.UserData!);
    }

    [Fact]
    public void Read_EveryField_IsTaken()
    {
        var request = Read(
            $$"""
            {"message":"Hi","conversationId":"{{Id}}","clientMessageId":"c","regenerate":true,"locale":"de",
             "page":{"url":"https://a.example/x","title":"T","description":"D","contentSnippet":"S"},
             "userData":{"plan":"pro"},"onDisconnect":"cancel","stream":false,"visitorId":"v"}
            """
        ).Value;

        Assert.Equal(
            (Id, "c", "de", "v"),
            (request.ConversationId, request.ClientMessageId, request.Locale, request.VisitorId)
        );
        Assert.Equal((true, false, "cancel"), (request.Regenerate, request.Stream, request.OnDisconnect));
        Assert.Equal(
            new ChatPage
            {
                Url = "https://a.example/x",
                Title = "T",
                Description = "D",
                ContentSnippet = "S",
            },
            request.Page
        );
        Assert.Equal("pro", request.UserData!["plan"]);
    }

    [Theory]
    [InlineData("message", 1, 10_000)]
    [InlineData("clientMessageId", 1, 128)]
    [InlineData("visitorId", 1, 128)]
    [InlineData("locale", 0, 35)]
    [InlineData("page/url", 1, 2_000)]
    [InlineData("page/title", 0, 500)]
    [InlineData("page/description", 0, 1_000)]
    [InlineData("page/contentSnippet", 0, 2_000)]
    [InlineData("userData/plan", 0, 500)]
    public void Read_Text_IsBounded(string field, int minimum, int maximum)
    {
        Assert.True(Read(With(field, maximum)).IsSuccess);
        Assert.Equal([($"/{field}", "too_long")], Faults(Read(With(field, maximum + 1))));
        if (minimum > 0)
        {
            Assert.Equal([($"/{field}", "too_short")], Faults(Read(With(field, minimum - 1))));
        }
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "too_many")]
    public void Read_UserData_HasAtMostFiftyEntries(int count, string? code)
    {
        var data = new JsonObject();
        for (var n = 0; n < count; n++)
        {
            data[$"k{n}"] = "v";
        }

        var read = Read(new JsonObject { ["message"] = "Hi", ["userData"] = data }.ToJsonString());

        Assert.Equal(code is null ? [] : [("/userData", code)], Faults(read));
    }

    [Theory]
    [InlineData("https://a.example/x?y#z", true)]
    [InlineData("file:///tmp/page.html", true)]
    [InlineData("app:start", true)]
    [InlineData("/help", false)]
    [InlineData("//a.example/x", false)]
    [InlineData("help", false)]
    public void Read_PageUrl_IsAbsolute(string url, bool isAbsolute)
    {
        var read = Read(
            new JsonObject
            {
                ["message"] = "Hi",
                ["page"] = new JsonObject { ["url"] = url },
            }.ToJsonString()
        );

        Assert.Equal(isAbsolute ? [] : [("/page/url", "invalid_url")], Faults(read));
    }

    [Theory]
    [InlineData("""{}""", "/message", "required")]
    [InlineData("""{"message":"Hi","conversationId":"x"}""", "/conversationId", "invalid_id")]
    [InlineData("""{"message":"Hi","onDisconnect":"stop"}""", "/onDisconnect", "unknown_value")]
    [InlineData("""{"message":"Hi","page":{}}""", "/page/url", "required")]
    [InlineData("""{"message":"Hi","page":{"url":"/relative"}}""", "/page/url", "invalid_url")]
    [InlineData("""{"message":"Hi","page":{"url":"example.com"}}""", "/page/url", "invalid_url")]
    [InlineData("""{"message":"Hi","regenerate":true}""", "/conversationId", "required")]
    [InlineData("""{"message":"Hi","regenerate":1}""", "/regenerate", "wrong_type")]
    [InlineData("""[]""", "", "wrong_type")]
    public void Read_FieldThatIsWrong_IsNamed(string body, string pointer, string code) =>
        Assert.Contains((pointer, code), Faults(Read(body)));

    [Fact]
    public void Read_SeveralWrongFields_AreAllNamed() =>
        Assert.Equal(
            [
                ("/message", "too_short"),
                ("/conversationId", "invalid_id"),
                ("/page/url", "invalid_url"),
                ("/page/title", "wrong_type"),
                ("/userData/a", "wrong_type"),
                ("/stream", "wrong_type"),
            ],
            Faults(
                Read(
                    """
                    {"message":"","conversationId":"1","page":{"url":"x","title":1},"userData":{"a":1},"stream":"no"}
                    """
                )
            )
        );

    [Fact]
    public void Read_Resume_NeedsTheConversationOnly()
    {
        var request = Read($$"""{"conversationId":"{{Id}}"}""", isResume: true).Value;

        Assert.Equal(("", Id), (request.Message, request.ConversationId));
    }

    [Theory]
    [InlineData("""{"message":"Hi"}""", "/conversationId", "required")]
    [InlineData($$"""{"conversationId":"{{Id}}","stream":false}""", "/stream", "not_allowed")]
    public void Read_ResumeOfNothing_IsRefused(string body, string pointer, string code) =>
        Assert.Equal([(pointer, code)], Faults(Read(body, isResume: true)));

    private static string With(string field, int length)
    {
        var text = field == "page/url" && length > 10 ? "https://a/".PadRight(length, 'x') : new string('x', length);
        var body = new JsonObject { ["message"] = "Hi" };
        var names = field.Split('/');
        if (names.Length == 1)
        {
            body[field] = text;
        }
        else
        {
            body["page"] = new JsonObject { ["url"] = "https://a.example" };
            body["userData"] = new JsonObject();
            body[names[0]]![names[1]] = text;
        }

        return body.ToJsonString();
    }

    private static Result<ChatRequest> Read(string body, bool isResume = false) =>
        ChatRequestReader.Read(JsonDocument.Parse(body).RootElement, isResume);

    private static IEnumerable<(string, string)> Faults(Result<ChatRequest> read) =>
        read.IsSuccess ? [] : ((Invalid)read.Error).Faults.Select(fault => (fault.Pointer, fault.Code));
}
