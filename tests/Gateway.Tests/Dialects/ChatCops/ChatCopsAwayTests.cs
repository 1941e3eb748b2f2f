using System.Net;
using Chat.Gateway.Locales;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>The company takes no conversation now: the widget, which knows only one sentence for failures, is told.</summary>
public sealed class ChatCopsAwayTests : GatewayTest
{
    [Theory]
    [InlineData("outside_hours_offline_message")]
    [InlineData("outside_hours_hidden")]
    [InlineData("no_agent_online")]
    [InlineData("live_chat_disabled")]
    public async Task Post_NobodyTakesIt_TellsWhatTheCompanyWrote(string code)
    {
        Refuse(new PreconditionFailed(code, "Not now.") { Notice = "We are back\nat \"9\"." });

        using var response = await PostAsync("de");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(Told("""We are back\nat \"9\"."""), await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("ar")]
    public async Task Post_CompanyWroteNothing_IsToldInTheVisitorsLanguage(string locale)
    {
        Refuse(new PreconditionFailed("no_agent_online", "Not now."));

        using var response = await PostAsync(locale);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            Told(BuiltInTexts.All[locale][LocaleKeys.NobodyHere]),
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Post_AnotherRefusal_IsAnErrorAsBefore()
    {
        Refuse(new PreconditionFailed("conversation_closed", "It is over.") { Notice = "Bye." });

        using var response = await PostAsync("en");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(
            """{"error":"conversation_closed","message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    private static string Told(string content) =>
        $$"""
            data: {"type":"token","content":"{{content}}"}

            data: {"type":"done","done":true}

            data: [DONE]


            """;

    private void Refuse(Error error) => Gateway.Fakes.Replies.Handler = (_, _, _) => throw error.ToRpcException();

    private async Task<HttpResponseMessage> PostAsync(string locale)
    {
        using var client = Gateway.NewClient(credential: null);
        return await client.PostAsync(
            new Uri("/chat", UriKind.Relative),
            Answers.Json($$"""{"conversationId":"c-1","message":"Hi","locale":"{{locale}}"}"""),
            Cancelled
        );
    }
}
