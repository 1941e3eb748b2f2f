using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Gateway.Dialects.ChatCops;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>The original's table of fields, at both sides of each bound.</summary>
public sealed class ChatCopsReaderTests
{
    [Fact]
    public void Read_Everything_HasAllThatWasSaid()
    {
        var request = Read(
            """
            {"conversationId":"c","message":" Hi ","messageId":"m","regenerate":true,"locale":"de","more":[1],
             "pageContext":{"url":"https://a.example/","title":"A","description":"D","contentSnippet":"S","x":1},
             "userData":{"plan":"pro","":"empty"}}
            """
        )!;

        Assert.Equal(
            ("c", " Hi ", "m", true, "de"),
            (request.ConversationId, request.Message, request.MessageId, request.Regenerate, request.Locale)
        );
        Assert.Equal(
            new ChatCopsPage
            {
                Url = "https://a.example/",
                Title = "A",
                Description = "D",
                ContentSnippet = "S",
            },
            request.PageContext
        );
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["plan"] = "pro", [""] = "empty" },
            request.UserData
        );
    }

    [Fact]
    public void Read_LeastThatMayBe_HasNothingElse()
    {
        var request = Read("""{"conversationId":" ","message":" "}""")!;

        Assert.Equal(
            (" ", " ", null, false),
            (request.ConversationId, request.Message, request.MessageId, request.Regenerate)
        );
        Assert.Equal((null, null, null), (request.PageContext, request.Locale, request.UserData));
    }

    [Theory]
    [InlineData("conversationId", 1, 128)]
    [InlineData("message", 1, 10_000)]
    [InlineData("messageId", 1, 128)]
    [InlineData("locale", 0, 10)]
    public void Read_TextAtTheBounds_IsTakenUpToThem(string field, int least, int most)
    {
        Assert.NotNull(Read(With(field, Quoted(least))));
        Assert.NotNull(Read(With(field, Quoted(most))));
        Assert.Equal(
            $"{{\"{field}\":[\"String must contain at most {most} character(s)\"]}}",
            Fields(With(field, Quoted(most + 1)))
        );
        if (least > 0)
        {
            Assert.Equal(
                $"{{\"{field}\":[\"String must contain at least {least} character(s)\"]}}",
                Fields(With(field, Quoted(least - 1)))
            );
        }
    }

    [Theory]
    [InlineData("title", 500)]
    [InlineData("description", 1_000)]
    [InlineData("contentSnippet", 2_000)]
    public void Read_TextOfThePage_IsTakenUpToItsBound(string field, int most)
    {
        Assert.NotNull(Read(WithPage(field, Quoted(0))));
        Assert.NotNull(Read(WithPage(field, Quoted(most))));
        Assert.Equal(
            $"{{\"pageContext\":[\"String must contain at most {most} character(s)\"]}}",
            Fields(WithPage(field, Quoted(most + 1)))
        );
    }

    [Theory]
    [InlineData("https://a.example/", true)]
    [InlineData("mailto:a@a.example", true)]
    [InlineData("file:///a", true)]
    [InlineData("/help", false)]
    [InlineData("help", false)]
    [InlineData("", false)]
    public void Read_AddressOfThePage_IsAbsolute(string url, bool taken)
    {
        var body = WithPage("url", JsonSerializer.Serialize(url));

        Assert.Equal(taken, Read(body) is not null);
        Assert.Equal(taken ? "{}" : """{"pageContext":["Invalid url"]}""", Fields(body));
    }

    [Theory]
    [InlineData("conversationId", "null", "Expected string, received null")]
    [InlineData("message", "7", "Expected string, received number")]
    [InlineData("messageId", "null", "Expected string, received null")]
    [InlineData("locale", "true", "Expected string, received boolean")]
    [InlineData("regenerate", "\"true\"", "Expected boolean, received string")]
    [InlineData("regenerate", "null", "Expected boolean, received null")]
    [InlineData("pageContext", "null", "Expected object, received null")]
    [InlineData("pageContext", "[]", "Expected object, received array")]
    [InlineData("userData", "\"x\"", "Expected object, received string")]
    [InlineData("userData", """{"a":{}}""", "Expected string, received object")]
    [InlineData("message", "\"\\ud800\"", "Invalid")]
    [InlineData("conversationId", "\"a\\u0000\"", "Invalid")]
    [InlineData("messageId", "\"a\\u0000\"", "Invalid")]
    [InlineData("userData", """{"a":"\ud800"}""", "Invalid")]
    public void Read_WrongValue_IsSaidInTheOriginalsWords(string field, string value, string said) =>
        Assert.Equal($"{{\"{field}\":[\"{said}\"]}}", Fields(With(field, value)));

    [Fact]
    public void Read_SeveralFaults_StandUnderTheirTopFieldsInOrder() =>
        Assert.Equal(
            """{"message":["Required"],"pageContext":["Required","Expected string, received number"]}""",
            Fields("""{"conversationId":"c","pageContext":{"title":7}}""")
        );

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Read_ValueOfUserData_IsTakenUpToItsBound(int length, bool taken) =>
        Assert.Equal(taken, Read(With("userData", $"{{\"a\":{Quoted(length)}}}")) is not null);

    [Theory]
    [InlineData(50, "{}")]
    [InlineData(51, """{"userData":["Object must contain at most 50 entries"]}""")]
    public void Read_EntriesOfUserData_AreTakenUpToTheBound(int count, string faults)
    {
        var entries = string.Join(',', Enumerable.Range(0, count).Select(index => $"\"k{index}\":\"v\""));

        Assert.Equal(faults, Fields(With("userData", $"{{{entries}}}")));
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("[]", "array")]
    [InlineData("7", "number")]
    [InlineData("false", "boolean")]
    public void Read_NoObject_IsAFaultOfTheForm(string body, string kind)
    {
        Assert.Null(ChatCopsReader.Read(JsonElement.Parse(body), out var faults));

        Assert.Equal(
            $"{{\"formErrors\":[\"Expected object, received {kind}\"],\"fieldErrors\":{{}}}}",
            Written(faults)
        );
    }

    private static ChatCopsRequest? Read(string body) => ChatCopsReader.Read(JsonElement.Parse(body), out _);

    private static string Fields(string body)
    {
        _ = ChatCopsReader.Read(JsonElement.Parse(body), out var faults);
        return JsonElement.Parse(Written(faults)).GetProperty("fieldErrors").GetRawText();
    }

    private static string Written(ChatCopsFaults faults)
    {
        var output = new ArrayBufferWriter<byte>();
        faults.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string With(string field, string value)
    {
        var required = new[] { "conversationId", "message" }
            .Where(name => name != field)
            .Select(name => $"\"{name}\":\"x\"");
        return $"{{{string.Join(',', required.Append($"\"{field}\":{value}"))}}}";
    }

    private static string WithPage(string field, string value)
    {
        var required = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["url"] = "\"https://a.example/\"",
            ["title"] = "\"A\"",
            [field] = value,
        };
        var page = string.Join(',', required.Select(one => $"\"{one.Key}\":{one.Value}"));
        return With("pageContext", $"{{{page}}}");
    }

    private static string Quoted(int length) => $"\"{new string('x', length)}\"";
}
