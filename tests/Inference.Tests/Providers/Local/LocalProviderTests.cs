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
        Assert.Equal(LocalLanguages.English.Unknown, await AnswerAsync("Weather?", Faq with { Score = 0.1 }));

    [Fact]
    public async Task StreamAsync_KnowledgeAway_DoesNotClaimThatNothingIsThere() =>
        Assert.Equal(LocalLanguages.English.KnowledgeAway, await AnswerAsync("password?", consulted: false));

    [Theory]
    [InlineData("Hi!", "", "Hello! How can I help you?")]
    [InlineData("Thank you very much.", "en-GB", "You are welcome! Is there anything else I can help you with?")]
    [InlineData("¡Hola!", "", "¡Hola! ¿En qué puedo ayudarle?")]
    [InlineData("Tschüss", "", "Auf Wiedersehen, und danke für Ihre Nachricht.")]
    [InlineData("ありがとうございます！", "", "どういたしまして。ほかにお手伝いできることはありますか？")]
    [InlineData("hello", "fr-CA", "Bonjour ! Comment puis-je vous aider ?")]
    [InlineData("Worum geht es", "ar", null)]
    [InlineData("धन्यवाद।", "", "आपका स्वागत है! क्या मैं किसी और बात में आपकी मदद कर सकता हूँ?")]
    public async Task StreamAsync_SmallTalk_AnswersInKindAndLanguage(string message, string locale, string? reply) =>
        Assert.Equal(
            reply ?? LocalLanguages.All["ar"].Unknown,
            Text(await EventsAsync(Prompt(message) with { TextsLocale = locale }))
        );

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("zh-Hant-TW", "zh")]
    [InlineData("AR", "ar")]
    [InlineData("tlh", "en")]
    [InlineData("", "en")]
    public async Task StreamAsync_NoPassage_SaysSoInTheNegotiatedLanguage(string locale, string language) =>
        Assert.Equal(
            LocalLanguages.All[language].Unknown,
            Text(await EventsAsync(Prompt("Warum?") with { TextsLocale = locale }))
        );

    [Fact]
    public void All_Languages_AreTheEightAndSayEverythingInTheirOwnScript()
    {
        Assert.Equal(
            ["ar", "de", "en", "es", "fr", "hi", "ja", "zh"],
            LocalLanguages.All.Keys.Order(StringComparer.Ordinal)
        );
        foreach (var (language, texts) in LocalLanguages.All)
        {
            string[] sentences =
            [
                texts.Unknown,
                texts.KnowledgeAway,
                texts.Greeting,
                texts.Thanks,
                texts.Farewell,
                texts.SeeAlso,
            ];
            Assert.Equal(sentences.Length, sentences.Distinct(StringComparer.Ordinal).Count());
            Assert.All(sentences, sentence => Assert.NotEmpty(sentence));
            Assert.Equal(3, texts.Phrases.Count);
            Assert.Contains(Letters[language], string.Concat(sentences), StringComparison.Ordinal);
        }
    }

    /// <summary>A letter that the language cannot be written correctly without.</summary>
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["en"] = "e",
        ["es"] = "¿",
        ["fr"] = "é",
        ["de"] = "ß",
        ["hi"] = "क",
        ["ja"] = "の",
        ["zh"] = "您",
        ["ar"] = "ع",
    };

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
        var tools = Prompt("password?") with
        {
            Passages = [Faq],
            Tools = [new ToolDefinition("capture_lead", "Takes a lead.", "{}"u8.ToArray())],
        };

        Assert.Equal(await EventsAsync("password?", Faq), await EventsAsync(tools));
    }

    private static Task<string> AnswerAsync(string question, params Passage[] passages) =>
        AnswerAsync(question, consulted: true, passages);

    private static async Task<string> AnswerAsync(string question, bool consulted, params Passage[] passages) =>
        Text(await EventsAsync(question, consulted, passages));

    private static string Text(IEnumerable<ProviderEvent> events) =>
        string.Concat(events.OfType<ProviderDelta>().Select(d => d.Text));

    private static ChatPrompt Prompt(string question) =>
        new()
        {
            SystemText = "",
            History = [],
            Question = question,
            Passages = [],
            KnowledgeConsulted = true,
        };

    private static Task<List<ProviderEvent>> EventsAsync(string question, params Passage[] passages) =>
        EventsAsync(question, consulted: true, passages);

    private static Task<List<ProviderEvent>> EventsAsync(string question, bool consulted, Passage[] passages) =>
        EventsAsync(Prompt(question) with { Passages = passages, KnowledgeConsulted = consulted });

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
