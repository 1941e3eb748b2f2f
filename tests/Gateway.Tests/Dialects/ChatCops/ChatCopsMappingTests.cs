using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Dialects.ChatCops;
using Chat.Gateway.Locales;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Tests.Live;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

public sealed class ChatCopsMappingTests
{
    private static readonly LocaleStrings German = new("de", new Dictionary<string, string>(StringComparer.Ordinal));
    private static readonly ChatCopsVisitor Visitor = new(LiveScene.Reader, "chatcops:c", RateTrust.Visitor);

    [Fact]
    public void ToReplyRequest_Least_IsAQuestionOfTheVisitor() =>
        Assert.Equal(
            new ReplyRequest
            {
                ExternalId = "chatcops:c",
                Author = new Author { Kind = AuthorKind.Visitor, Id = "visitor-1" },
                Text = " Hi ",
                Again = AnswerAgain.IfInterrupted,
                TextsLocale = "de",
                LeadSource = "chatcops-widget",
            },
            Map(Least())
        );

    [Fact]
    public void ToReplyRequest_Everything_IsTakenAlong()
    {
        var request = Map(
            Least() with
            {
                MessageId = "m",
                Regenerate = true,
                Locale = "fr",
                PageContext = new ChatCopsPage
                {
                    Url = "https://a.example/",
                    Title = "A",
                    Description = "D",
                    ContentSnippet = "S",
                },
                UserData = new Dictionary<string, string>(StringComparer.Ordinal) { ["plan"] = "pro" },
            }
        );

        Assert.Equal(
            ("m", AnswerAgain.Always, "fr", "de"),
            (request.ClientMessageId, request.Again, request.Locale, request.TextsLocale)
        );
        Assert.Equal(
            new PageContext
            {
                Url = "https://a.example/",
                Title = "A",
                Description = "D",
                ContentSnippet = "S",
            },
            request.Page
        );
        Assert.Equal(("plan", "pro"), request.UserData.Select(fact => (fact.Key, fact.Value)).Single());
    }

    [Fact]
    public void ToReplyRequest_PageWithoutMore_IsEmptyThere()
    {
        var page = Map(
            Least() with
            {
                PageContext = new ChatCopsPage { Url = "mailto:a", Title = "" },
            }
        ).Page;

        Assert.Equal(("mailto:a", "", "", ""), (page.Url, page.Title, page.Description, page.ContentSnippet));
    }

    [Theory]
    [InlineData(2_000, 2_000)]
    [InlineData(2_001, 2_000)]
    public void ToReplyRequest_LongAddress_IsCut(int length, int kept)
    {
        var url = "https://a.example/".PadRight(length, 'x');

        var page = Map(
            Least() with
            {
                PageContext = new ChatCopsPage { Url = url, Title = "A" },
            }
        ).Page;

        Assert.Equal(url[..kept], page.Url);
    }

    [Fact]
    public void ToReplyRequest_ZeroInTheText_IsReplaced() =>
        Assert.Equal("a\uFFFDb", Map(Least() with { Message = "a\0b" }).Text);

    private static ReplyRequest Map(ChatCopsRequest request) =>
        ChatCopsMapping.ToReplyRequest(request, Visitor, German);

    private static ChatCopsRequest Least() => new() { ConversationId = "c", Message = " Hi " };
}
