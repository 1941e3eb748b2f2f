using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Local;

public sealed class LocalProviderTests
{
    private static readonly Passage Faq = new()
    {
        DocumentId = "d1",
        ChunkId = "c1",
        Title = "Passwords",
        Question = "How do I reset my password?",
        Text = "Choose \"Forgot password\". We send a link.",
        Score = 0.9,
    };

    [Fact]
    public async Task StreamAsync_GoodPassage_QuotesItWithItsNumber() =>
        Assert.Equal("Choose \"Forgot password\". We send a link. [1]", await AnswerAsync("password?", Faq));

    [Fact]
    public async Task StreamAsync_Answer_ComesWordByWordAndCompletes()
    {
        var events = await EventsAsync("password?", Faq);

        Assert.Equal(
            ["Choose", " \"Forgot", " password\"."],
            events.OfType<ProviderDelta>().Take(3).Select(d => d.Text)
        );
        Assert.Equal(new ProviderCompleted(StopReason.EndOfTurn, "local"), events[^1]);
    }

    [Fact]
    public async Task StreamAsync_NoPassage_SaysSoAndOffersAPerson()
    {
        var answer = await AnswerAsync("What is the capital of France?");

        Assert.Contains("do not know", answer, StringComparison.Ordinal);
        Assert.Contains("person", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamAsync_PassageFarFromTheQuestion_SaysSo() =>
        Assert.Equal(LocalTexts.Unknown, await AnswerAsync("Weather?", Faq with { Score = 0.1 }));

    [Fact]
    public async Task StreamAsync_KnowledgeAway_DoesNotClaimThatNothingIsThere() =>
        Assert.Equal(LocalTexts.KnowledgeAway, await AnswerAsync("password?", consulted: false));

    [Theory]
    [InlineData("Hi!", LocalTexts.Greeting)]
    [InlineData("Thank you very much.", LocalTexts.Thanks)]
    [InlineData("bye", LocalTexts.Farewell)]
    public async Task StreamAsync_SmallTalk_AnswersInKind(string message, string reply) =>
        Assert.Equal(reply, await AnswerAsync(message));

    [Fact]
    public async Task StreamAsync_LongText_QuotesTheSentencesThatFit()
    {
        var text = Faq with
        {
            Question = "",
            Text =
                "We sell shoes. Delivery takes two days. Our founder likes tea. Express delivery takes one day. The end is near.",
        };

        Assert.Equal(
            "Delivery takes two days. Express delivery takes one day. [1]",
            await AnswerAsync("How fast is delivery?", text)
        );
    }

    [Fact]
    public async Task StreamAsync_SecondDocumentFitsAsWell_IsNamed()
    {
        var other = Faq with { DocumentId = "d2", Title = "Accounts", Score = 0.85 };

        Assert.EndsWith("See also: Accounts [2]", await AnswerAsync("password?", Faq, other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamAsync_ToolsOffered_AnswersAsWithoutThem()
    {
        var tools = new ChatPrompt
        {
            SystemText = "",
            History = [],
            Question = "password?",
            Passages = [Faq],
            KnowledgeConsulted = true,
            Tools = [new ToolDefinition("capture_lead", "Takes a lead.", "{}"u8.ToArray())],
        };

        Assert.Equal(await EventsAsync("password?", Faq), await EventsAsync(tools));
    }

    private static Task<string> AnswerAsync(string question, params Passage[] passages) =>
        AnswerAsync(question, consulted: true, passages);

    private static async Task<string> AnswerAsync(string question, bool consulted, params Passage[] passages) =>
        string.Concat((await EventsAsync(question, consulted, passages)).OfType<ProviderDelta>().Select(d => d.Text));

    private static Task<List<ProviderEvent>> EventsAsync(string question, params Passage[] passages) =>
        EventsAsync(question, consulted: true, passages);

    private static Task<List<ProviderEvent>> EventsAsync(string question, bool consulted, Passage[] passages) =>
        EventsAsync(
            new ChatPrompt
            {
                SystemText = "",
                History = [],
                Question = question,
                Passages = passages,
                KnowledgeConsulted = consulted,
            }
        );

    private static async Task<List<ProviderEvent>> EventsAsync(ChatPrompt prompt)
    {
        var events = new List<ProviderEvent>();
        await foreach (var step in new LocalProvider().StreamAsync(prompt, TestContext.Current.CancellationToken))
        {
            events.Add(step);
        }
        return events;
    }
}
